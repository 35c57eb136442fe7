import { randomOrder } from '../random.ts';

/**
 * The numbers 0 to n − 1 in an order drawn from a seed. `turn` gives each use of the same seed an
 * order of its own, such as each epoch, whether or not those before were drawn.
 */
export function shuffled(n: number, seed: number, turn = 0): number[] {
  return [...randomOrder(n, Math.imul(seed, 0x9e3779b1) + Math.imul(turn + 1, 0x85ebca6b))];
}

/** Which examples a part shows: once through all in a random order, again and again. */
export function orderOfPart(examples: number, shown: number, seed: number, part: number): number[] {
  const order: number[] = [];
  for (let turn = 0; order.length < shown; turn++) {
    order.push(...shuffled(examples, seed, part * 1000 + turn));
  }
  return order.slice(0, shown);
}
