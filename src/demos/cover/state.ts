import * as z from 'zod/mini';

/** Pixels of the photograph. */
export const photoSize = { width: 96, height: 64 };

/** The smallest and the largest weight that the reader may give the kernel. */
export const weightRange = [-999, 999] as const;

const weight = z.number().check(z.gte(weightRange[0]), z.lte(weightRange[1]));
const row = z.array(weight).check(z.length(3));

/** The figure of the cover: the kernel, ReLU, and the window's middle, in pixels of the photograph. */
export const coverSchema = z.object({
  kernel: z.array(row).check(z.length(3)),
  relu: z.boolean(),
  row: z.int().check(z.gte(1), z.lte(photoSize.height - 2)),
  column: z.int().check(z.gte(1), z.lte(photoSize.width - 2)),
});

export type CoverState = z.infer<typeof coverSchema>;

/** Edges to the right, seen at the edge of the tail. */
export const coverDefaults: CoverState = {
  kernel: [
    [-1, 0, 1],
    [-2, 0, 2],
    [-1, 0, 1],
  ],
  relu: false,
  row: 15,
  column: 18,
};
