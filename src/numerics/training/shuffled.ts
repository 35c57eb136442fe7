import { randomOrder } from '../random.ts';

/**
 * The numbers 0 to n − 1 in an order drawn from a seed. `turn` gives each use of the same seed an
 * order of its own, such as each epoch, whether or not those before were drawn.
 */
export function shuffled(n: number, seed: number, turn = 0): number[] {
  return [...randomOrder(n, Math.imul(seed, 0x9e3779b1) + Math.imul(turn + 1, 0x85ebca6b))];
}
