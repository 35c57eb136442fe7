import { randomOrder } from '../random.ts';

/**
 * A square patch cut into blocks of b×b pixels that are laid again in random order; b divides the
 * side. A block of the whole side leaves the patch as it is, a block of one pixel leaves its histogram.
 */
export function shuffleBlocks(patch: Float32Array, block: number, seed: number): Float32Array {
  const side = Math.sqrt(patch.length);
  const across = side / block;
  if (!Number.isInteger(across)) {
    throw new Error(`Expected blocks that fill ${side} pixels, found blocks of ${block}.`);
  }
  const order = randomOrder(across * across, seed);
  return Float32Array.from(patch, (_, at) => {
    const [row, column] = [Math.floor(at / side), at % side];
    const from = order[Math.floor(row / block) * across + Math.floor(column / block)] ?? 0;
    const top = Math.floor(from / across) * block + (row % block);
    const left = (from % across) * block + (column % block);
    return patch[top * side + left] ?? 0;
  });
}
