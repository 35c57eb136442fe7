import * as z from 'zod/mini';
import type { LayerShape } from '#demos/network/layerShape.ts';
import { setSizes } from '#demos/network/state.ts';

const whole = (least: number, below: number) => z.int().check(z.gte(least), z.lt(below));
const picture = whole(0, setSizes.teaching);

/** What a reader guesses of two effective kernels of one unit. */
export const kernelGuesses = ['same', 'alike', 'other'] as const;

// An alias, so that it can stand in a link.
export type UnitState = {
  network: 'base' | 'wide-filters';
  layer: string;
  channel: number;
  row: number;
  column: number;
  /** The two pictures. */
  first: number;
  second: number;
  /** The reader's guess of this unit at these pictures; `seen` if one of them was changed since. */
  guess: (typeof kernelGuesses)[number] | 'seen' | null;
};

export const unitDefaults: UnitState = {
  network: 'base',
  layer: 'conv3',
  channel: 14,
  row: 8,
  column: 8,
  first: 7,
  second: 20,
  guess: null,
};

/** Units that there are in these layers. */
export function unitSchema(layers: readonly LayerShape[]): z.ZodMiniType<UnitState> {
  const index = z.int().check(z.gte(0));
  const shape = z.object({
    network: z.enum(['base', 'wide-filters']),
    layer: z.string(),
    channel: index,
    row: index,
    column: index,
    first: picture,
    second: picture,
    guess: z.nullable(z.enum([...kernelGuesses, 'seen'])),
  });
  return shape.check(
    z.refine(({ layer, channel, row, column }) => {
      const found = layers.find(({ name }) => name === layer);
      return (
        found !== undefined &&
        channel < found.channels &&
        row < found.height &&
        column < found.width
      );
    }),
  );
}

export const blownSchema = z.object({
  image: picture,
  map: z.enum(['evidence', 'channel']),
  channel: whole(0, 128),
  /** The place of the fine grid that is read out. */
  row: whole(0, 29),
  column: whole(0, 29),
});

export type BlownState = z.infer<typeof blownSchema>;

export const blownDefaults: BlownState = {
  image: 21,
  map: 'evidence',
  channel: 64,
  row: 12,
  column: 19,
};
