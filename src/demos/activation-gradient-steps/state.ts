import * as z from 'zod/mini';
import type { LayerShape } from '#demos/network/layerShape.ts';
import { setSizes } from '#demos/network/state.ts';

const index = z.int().check(z.gte(0));

/** What the reader may expect of the gradient's energy before the way back. */
export const guesses = ['even', 'middle', 'nothing'] as const;

export type Guess = (typeof guesses)[number];

/** As far as the way back goes, whatever the unit. */
export const WHOLE = 20;

const shape = z.object({
  set: z.enum(['teaching', 'gallery']),
  /** The image's number in its set. */
  image: index,
  layer: z.string(),
  channel: index,
  row: index,
  column: index,
  /** Whether z or a = max(0, z) is differentiated. */
  of: z.enum(['z', 'a']),
  /** How much has been done: 0 chosen, 1 run forward, 2 one-hot signal placed, then place by place back. */
  done: index.check(z.lte(WHOLE)),
  guess: z.nullable(z.enum(guesses)),
});

// An alias, so that it can stand in a link.
export type StepsState = z.infer<typeof shape>;

/** States whose image and unit there are, in a network of these layers. */
export function stepsSchema(layers: readonly LayerShape[]): z.ZodMiniType<StepsState> {
  return shape.check(
    z.refine(({ set, image, layer, channel, row, column }) => {
      const found = layers.find(({ name }) => name === layer);
      return (
        image < setSizes[set] &&
        found !== undefined &&
        channel < found.channels &&
        row < found.height &&
        column < found.width
      );
    }),
  );
}

/** A car, and where the map answers to it most. */
export const stepsDefaults: StepsState = {
  set: 'teaching',
  image: 3,
  layer: 'conv3',
  channel: 31,
  row: 5,
  column: 8,
  of: 'z',
  done: 0,
  guess: null,
};

/** The guess that would have been right. */
export function outcomeOf(centre: number | null): Guess {
  if (centre === null) return 'nothing';
  return centre > 0.5 ? 'middle' : 'even';
}
