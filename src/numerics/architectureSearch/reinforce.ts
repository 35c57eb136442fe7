import { mulberry32 } from '../random.ts';
import { policyGradient } from './policyGradient.ts';
import { softmax } from './softmax.ts';
import { networkOf } from './space.ts';
import { account, type Evaluate, type Search, type Trained } from './strategy.ts';

/** How much of the running mean of the rewards is kept at each step. */
const KEEP = 0.9;

/**
 * REINFORCE (Williams 1992) with one softmax a decision: draw
 * a network, train it, and climb (R − b) ∇ log π with step η.
 * b is the running mean of earlier rewards.
 */
export function reinforce(
  evaluate: Evaluate,
  { counts, budget, seed }: Search,
  { rate }: { rate: number },
): Trained {
  const random = mulberry32(seed);
  const { score, spent, stalled, trained } = account(evaluate, budget);
  let logits = counts.map((count) => new Array<number>(count).fill(0));
  let baseline: number | null = null;
  while (!spent() && !stalled()) {
    const taken = logits.map((own) => draw(softmax(own), random()));
    const reward = score(networkOf(taken, counts));
    baseline ??= reward;
    const gradient = policyGradient(logits, taken, reward - baseline);
    logits = logits.map((own, i) => own.map((a, o) => a + rate * (gradient[i]?.[o] ?? 0)));
    baseline = KEEP * baseline + (1 - KEEP) * reward;
  }
  return trained();
}

/** The option in whose part of [0, 1) the number lies. */
function draw(probabilities: readonly number[], number: number): number {
  let below = 0;
  const found = probabilities.findIndex((p) => (below += p) > number);
  return found < 0 ? probabilities.length - 1 : found;
}
