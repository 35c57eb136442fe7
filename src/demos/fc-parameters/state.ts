import * as z from 'zod/mini';

/** The networks of the ledger. */
export const networks = ['alexnet', 'vgg16', 'resnet50', 'book'] as const;

/** Units of the dense layer that a reader may put before the last one; 0 is none. */
export const widths = [0, 64, 256, 1024, 4096] as const;

/** The largest side of an image, in pixels, that a reader can give the book's network. */
export const MOST_SIDE = 64;

/** The ledger: a network, its head, the reader's numbers for the book's one, the layer in view. */
export const ledgerSchema = z.object({
  network: z.enum(networks),
  head: z.enum(['flat', 'pooled']),
  side: z.int().check(z.gte(16), z.lte(MOST_SIDE), z.multipleOf(4)),
  channels: z.int().check(z.gte(8), z.lte(64), z.multipleOf(8)),
  width: z.union(widths.map((width) => z.literal(width))),
  /** Which part of the network; past the last, the last is meant. */
  part: z.int().check(z.gte(0), z.lte(40)),
  guess: z.nullable(z.enum(['most', 'fifth', 'hardly'])),
});

export type LedgerState = z.infer<typeof ledgerSchema>;

/** VGG-16 as published, with fc6 in view. */
export const ledgerDefaults: LedgerState = {
  network: 'vgg16',
  head: 'flat',
  side: 32,
  channels: 32,
  width: 0,
  part: 19,
  guess: null,
};

/** The race of the two heads: pictures at once, and a guess about the time. */
export const headsSchema = z.object({
  atOnce: z.union([z.literal(1), z.literal(25)]),
  guess: z.nullable(z.enum(['share', 'same', 'double'])),
});

export type HeadsState = z.infer<typeof headsSchema>;

export const headsDefaults: HeadsState = { atOnce: 1, guess: null };
