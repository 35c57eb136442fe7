import * as z from 'zod/mini';

/** How far the figure moves the picture, to each side. */
export const REACH = 8;

/** How many pictures there are to choose from. */
export const PICTURES = 24;

const shift = z.int().check(z.gte(-REACH), z.lte(REACH));

/** Which picture, how it is moved, and the network that looks at it. */
export const labSchema = z.object({
  image: z.int().check(z.gte(0), z.lt(PICTURES)),
  down: shift,
  right: shift,
  border: z.enum(['wrap', 'mirror', 'edge']),
  network: z.enum(['base', 'flat-head']),
  padding: z.enum(['zero', 'circular']),
  pooling: z.enum(['max', 'average', 'blurredMax']),
  /** After how many pixels the reader expects the same answer again, exactly. */
  guess: z.nullable(z.enum(['2', '4', '8', 'never'])),
});

export type LabState = z.infer<typeof labSchema>;

/** A little dog on white, moved by one pixel. */
export const labDefaults: LabState = {
  image: 14,
  down: 0,
  right: 1,
  border: 'wrap',
  network: 'base',
  padding: 'zero',
  pooling: 'max',
  guess: null,
};

/** What decides the answers at all shifts: everything but the shift and the guess. */
export function mapKey({ image, border, network, padding, pooling }: LabState): string {
  return [image, border, network, padding, pooling].join(' ');
}

/** The network and its operations: what its accuracy belongs to. */
export function operationsKey({
  network,
  padding,
  pooling,
}: Pick<LabState, 'network' | 'padding' | 'pooling'>): string {
  return [network, padding, pooling].join(' ');
}

/** A row of eight numbers, its shift, and whether a blur comes before the subsampling. */
export const poolSchema = z.object({
  x: z.array(z.number().check(z.gte(-99), z.lte(99))).check(z.length(8)),
  shift: z.int().check(z.gte(0), z.lte(7)),
  blur: z.boolean(),
});

export type PoolState = z.infer<typeof poolSchema>;

export const poolDefaults: PoolState = { x: [0, 0, 1, 1, 0, 0, 1, 1], shift: 1, blur: false };
