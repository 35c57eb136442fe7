import * as z from 'zod/mini';
import { href } from '#book/href.ts';
import { encodeState } from '#demos/frame/stateLink.ts';
import type { LayerShape } from '#demos/network/layerShape.ts';
import type { MethodId, MethodRequest } from '#numerics/attribution/methods.ts';
import { methodsSchema, pictureExists, pictureFields, targetSchema } from './state.ts';
import type { PictureState } from './state.ts';
import type { Target } from '#numerics/attribution/target.ts';

/** The networks that can be put on the bench. */
export const benchNetworks = ['base', 'twin', 'robust', 'wide-filters', 'scale-jitter'] as const;

/** The bench of `visualization-methods`: one picture, one target, one network, many methods. */
export type BenchState = PictureState & {
  target: Target;
  methods: MethodId[];
  network: (typeof benchNetworks)[number];
  /** How many of the topmost layers are randomised, and from which seed. */
  randomised: number;
  seed: number;
  /** The layer that Grad-CAM weighs; empty: the last before the target. */
  layer: string;
  /** Side of the occluding square, in pixels; it moves by half of it. */
  square: number;
  /** SmoothGrad's noise, in units of the preprocessed image. */
  sigma: number;
  /** Whether coarse maps are shown as they are, and not enlarged over the picture. */
  flat: boolean;
};

/** The bench as it stands when nobody has touched it: a cat, and why a cat. */
export const benchDefaults: BenchState = {
  set: 'teaching',
  tiles: [7],
  drawn: '',
  target: { kind: 'class', index: 3, as: 'score' },
  methods: ['gradient', 'deconvnet', 'guidedBackpropagation', 'gradCam', 'occlusion', 'edges'],
  network: 'base',
  randomised: 0,
  seed: 1,
  layer: '',
  square: 12,
  sigma: 0.2,
  flat: false,
};

/** Layers with weights in the networks of the bench: as many can be randomised. */
export const RANDOMISABLE = 6;

/** States that there can be on networks of these layers and so many classes. */
export function benchSchema(
  layers: readonly LayerShape[],
  classes: number,
): z.ZodMiniType<BenchState> {
  const whole = (least: number, most: number) => z.int().check(z.gte(least), z.lte(most));
  const shape = z.object({
    ...pictureFields,
    target: targetSchema(layers, classes),
    methods: methodsSchema,
    network: z.enum(benchNetworks),
    randomised: whole(0, RANDOMISABLE),
    seed: whole(1, 999),
    layer: z
      .string()
      .check(
        z.refine(
          (name) => name === '' || layers.some((layer) => layer.name === name && layer.height > 1),
        ),
      ),
    square: whole(2, 32),
    sigma: z.number().check(z.gte(0), z.lte(1)),
    flat: z.boolean(),
  });
  return shape.check(z.refine(pictureExists));
}

/** The address of the bench in a state: what is not given is as usual. For links from any chapter. */
export function benchLink(change: Partial<BenchState>): string {
  const encoded = encodeState({ ...benchDefaults, ...change }, benchDefaults);
  const query = encoded === null ? '' : `?bench=${encodeURIComponent(encoded)}`;
  return `${href('/chapters/visualization-methods/')}${query}#bench`;
}

/** What is asked of the task, method by method. */
export function requestsOf({
  methods,
  layer,
  square,
  sigma,
  seed,
}: Pick<BenchState, 'methods' | 'layer' | 'square' | 'sigma' | 'seed'>): MethodRequest[] {
  return methods.map((id): MethodRequest => {
    if (id === 'smoothGrad') return { id, options: { sigma, seed } };
    if (id === 'occlusion')
      return { id, options: { size: square, stride: Math.max(1, square >> 1) } };
    if ((id === 'gradCam' || id === 'guidedGradCam') && layer !== '')
      return { id, options: { layer } };
    return { id };
  });
}
