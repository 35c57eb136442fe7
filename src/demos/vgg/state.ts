import * as z from 'zod/mini';
import { vggBlocks, type Block, type VggName } from '#numerics/architectures/vgg.ts';
import { middleNames } from '#numerics/stacks/middles.ts';
import { targetNames } from '#numerics/stacks/targets.ts';

const whole = (least: number, most: number) => z.int().check(z.gte(least), z.lte(most));

/** The largest number in a cell of a reader's own kernel; they go in tenths. */
export const MOST_TAP = 9;

/** The three small kernels: which large one they shall make, and with how many channels between. */
export const kernelsSchema = z.object({
  target: z.enum([...targetNames, 'own']),
  /** The reader's own, 49 numbers row by row. */
  cells: z.array(z.number().check(z.gte(-MOST_TAP), z.lte(MOST_TAP))).check(z.length(49)),
  between: z.literal([1, 2, 3]),
  seed: whole(1, 99),
  /** Random starts. */
  starts: z.literal([8, 48]),
  guess: z.nullable(z.enum(['little', 'third', 'most'])),
});

export type KernelsState = z.infer<typeof kernelsSchema>;

/** A 7 on the wall: something to begin with. */
const SEVEN = '0000000011111000001000001000001000001000000000000';

export const kernelsDefaults: KernelsState = {
  target: 'wave',
  cells: Array.from(SEVEN, Number),
  between: 1,
  seed: 1,
  starts: 8,
  guess: null,
};

/** The image's side goes in steps that five poolings halve without a rest. */
export const SIDE_STEP = 32;
export const MOST_SIDE = 384;
/** Maps of a block go in steps of this many. */
export const MAPS_STEP = 64;
export const MOST_MAPS = 1024;
export const MOST_BLOCKS = 6;
export const MOST_CONVOLUTIONS = 6;
export const kernelSides = [1, 3, 5, 7, 9] as const;

/** What the rows of the builder show. */
export const quantityNames = ['parameters', 'activations', 'multiplyAdds', 'field'] as const;

/** The builder. */
export const builderSchema = z.object({
  blocks: z
    .array(
      z.object({
        n: whole(1, MOST_CONVOLUTIONS),
        k: z.literal([...kernelSides]),
        c: z.int().check(z.gte(MAPS_STEP), z.lte(MOST_MAPS), z.multipleOf(MAPS_STEP)),
        p: whole(0, 1),
      }),
    )
    .check(z.minLength(1), z.maxLength(MOST_BLOCKS)),
  side: z.int().check(z.gte(SIDE_STEP), z.lte(MOST_SIDE), z.multipleOf(SIDE_STEP)),
  head: z.enum(['flat', 'pooled']),
  show: z.enum(quantityNames),
});

export type BuilderState = z.infer<typeof builderSchema>;
export type BuiltBlock = BuilderState['blocks'][number];

/** The blocks of a published configuration, as the builder has them. */
export function builtBlocks(name: VggName): BuiltBlock[] {
  return vggBlocks[name].map(({ convolutions, channels, pointwise = 0 }: Block) => ({
    n: convolutions,
    k: 3,
    c: channels,
    p: pointwise,
  }));
}

export const builderDefaults: BuilderState = {
  blocks: builtBlocks('D'),
  side: 224,
  head: 'flat',
  show: 'parameters',
};

/** The contest: what is trained next. */
export const contestSchema = z.object({
  middle: z.enum(middleNames),
  seed: whole(1, 99),
  guess: z.nullable(z.enum(['better', 'same', 'worse'])),
  /** Whether the record has been shown without a guess. */
  open: z.boolean(),
});

export type ContestState = z.infer<typeof contestSchema>;

export const contestDefaults: ContestState = {
  middle: 'linear',
  seed: 1,
  guess: null,
  open: false,
};
