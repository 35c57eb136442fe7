import * as z from 'zod/mini';
import type { LayerShape } from './layerShape.ts';

/** The sets of test images to choose from, and how many there are in each. */
export const setSizes = { teaching: 24, gallery: 500 } as const;

export type PictureSet = keyof typeof setSizes;

const index = z.int().check(z.gte(0));

const shape = z.object({
  set: z.enum(['teaching', 'gallery']),
  /** The image's number in its set. */
  image: index,
  layer: z.string(),
  channel: index,
  row: index,
  column: index,
});

/** The playground: a test image, and a unit of one of the layers. */
export type PlaygroundState = z.infer<typeof shape>;

/** States whose image and unit there are, in a network of these layers. */
export function playgroundSchema(layers: readonly LayerShape[]): z.ZodMiniType<PlaygroundState> {
  const exists = ({ set, image, layer, channel, row, column }: PlaygroundState) => {
    const found = layers.find(({ name }) => name === layer);
    const inLayer = found && channel < found.channels && row < found.height && column < found.width;
    return image < setSizes[set] && inLayer === true;
  };
  return shape.check(z.refine(exists));
}

/** A tabby cat that looks into the camera, and a unit that sees its face. */
export const playgroundDefaults: PlaygroundState = {
  set: 'teaching',
  image: 7,
  layer: 'conv3',
  channel: 28,
  row: 1,
  column: 11,
};
