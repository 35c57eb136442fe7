import * as z from 'zod/mini';
import { pictureExists, pictureFields, type PictureState } from '#demos/attribution/state.ts';

/** The layers whose maps may be weighed: all that have a ReLU and positions. */
export const weighed = ['conv1', 'conv2', 'conv3', 'conv4', 'conv5'] as const;
const poolings = ['mean', 'max', 'none'] as const;

/** A picture or mosaic, the class asked for, and how Grad-CAM weighs. */
export type WeighingState = PictureState & {
  asked: number;
  layer: (typeof weighed)[number];
  pooling: (typeof poolings)[number];
  rectify: boolean;
  counterfactual: boolean;
  guided: boolean;
};

/** A cat beside a ship; why a cat? */
export const weighingDefaults: WeighingState = {
  set: 'teaching',
  tiles: [7, 20],
  drawn: '',
  asked: 3,
  layer: 'conv5',
  pooling: 'mean',
  rectify: true,
  counterfactual: false,
  guided: false,
};

/** States that there can be with so many classes. */
export function weighingSchema(classes: number): z.ZodMiniType<WeighingState> {
  const shape = z.object({
    ...pictureFields,
    asked: z.int().check(z.gte(0), z.lt(classes)),
    layer: z.enum(weighed),
    pooling: z.enum(poolings),
    rectify: z.boolean(),
    counterfactual: z.boolean(),
    guided: z.boolean(),
  });
  return shape.check(z.refine(pictureExists));
}
