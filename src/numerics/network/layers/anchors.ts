import {
  argMax,
  cast,
  concat,
  expandDims,
  max,
  mul,
  oneHot,
  reshape,
  slice,
  tidy,
  transpose,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Tensor3D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';

/**
 * The predictions of several heads in one list. A head of a single-shot detector (Liu et al. 2016)
 * has maps with `classes` logits for each of its a anchors, the boxes of different shapes around a
 * position: [N,H,W,a·classes]. The list goes head by head, row by row, column by column, anchor by
 * anchor → [N, A, classes], A = Σ H·W·a.
 */
export interface Anchors {
  readonly type: 'anchors';
  readonly classes: number;
}

/** Maps of the heads → the list. */
export function listAnchors({ classes }: Anchors, heads: readonly Tensor[]): Tensor3D {
  return tidy(() => {
    const lists = heads.map((maps): Tensor3D => reshape(maps, [maps.shape[0] ?? 1, -1, classes]));
    return concat(lists, 1);
  });
}

/** The same numbers back in their places: [N, A, classes] → the heads' maps. */
export function listAnchorsBackward(
  { classes }: Anchors,
  upstream: Tensor,
  headShapes: readonly number[][],
): Tensor[] {
  return tidy(() => {
    let first = 0;
    return headShapes.map((shape) => {
      const [n = 1, h = 1, w = 1, c = 1] = shape;
      const count = (h * w * c) / classes;
      const part = slice(upstream as Tensor3D, [0, first, 0], [n, count, classes]);
      first += count;
      return reshape(part, [n, h, w, c] as Tensor4D['shape']);
    });
  });
}

/** What is left of the list: for each class the highest logit that any anchor gives it. */
export interface StrongestAnchor {
  readonly type: 'strongestAnchor';
}

/** z [N, A, classes] → [N, classes]. */
export function strongestAnchor(z: Tensor3D): Tensor2D {
  return max(z, 1);
}

/**
 * All of a class's signal goes to the anchor that gave its logit, of equal ones to the first:
 * G [N, classes] → [N, A, classes].
 */
export function strongestAnchorBackward(upstream: Tensor2D, z: Tensor3D): Tensor3D {
  return tidy(() => {
    const [n, anchors, classes] = z.shape;
    const chosen = reshape(argMax(z, 1), [n * classes]) as Tensor1D;
    const mask = reshape(cast(oneHot(chosen, anchors), 'float32'), [n, classes, anchors]);
    return transpose(mul(expandDims(upstream, 2), mask), [0, 2, 1]);
  });
}
