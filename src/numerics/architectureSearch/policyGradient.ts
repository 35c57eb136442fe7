import { softmax } from './softmax.ts';

/** A policy with a logit for each option of each decision; the decisions are drawn independently. */
export type Logits = readonly (readonly number[])[];

/** The probability that the policy draws this network: the product over its decisions. */
export function probabilityOf(logits: Logits, taken: readonly number[]): number {
  return logits.reduce((product, own, i) => product * (softmax(own)[taken[i] ?? 0] ?? 0), 1);
}

/**
 * (R − b) ∇ log π(network), by the logits: for each decision
 * 1 at the option taken minus the options' probabilities,
 * times how much better than the baseline the reward was.
 */
export function policyGradient(
  logits: Logits,
  taken: readonly number[],
  advantage: number,
): number[][] {
  return logits.map((own, i) => {
    const p = softmax(own);
    return p.map((po, o) => advantage * ((o === taken[i] ? 1 : 0) - po));
  });
}
