import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';

/** Tensors by name: the weights of a network, or the gradients by them. */
export type Named = Record<string, Tensor>;

/** A layer's output, and the way back through it. */
export interface Passed {
  out: Tensor4D;
  /**
   * From the upstream gradient at `out` to the one at the input; the gradients by the layer's own
   * weights are put into `found` on the way.
   */
  back: (upstream: Tensor4D, found: Named) => Tensor4D;
}

/** One layer after another; the way back goes through them in reverse. */
export function inTurn(x: Tensor4D, layers: readonly ((x: Tensor4D) => Passed)[]): Passed {
  const backs: Passed['back'][] = [];
  let out = x;
  for (const layer of layers) {
    const passed = layer(out);
    out = passed.out;
    backs.push(passed.back);
  }
  return {
    out,
    back: (upstream, found) => backs.reduceRight((g, back) => back(g, found), upstream),
  };
}
