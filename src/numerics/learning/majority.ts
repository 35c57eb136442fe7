/** What the majority of a block's examples comes to, in the mean over all samples. */
export interface Majority {
  /** The probability that it names the label 1; where the labels tie, a coin decides. */
  one: number;
  /** How many examples have the other label than it. */
  against: number;
}

/**
 * The majority among examples whose labels are 1 with probability `mean`; `counts[m]` is the probability
 * that there are m of them. Exact, up to the rounding of float64.
 *
 * Let D be the ones less the zeros among m examples. Another example makes |D| larger by 1 where D = 0,
 * and else moves it by ±1; a majority can only change where D = 0 before or after. So P(D > 0), P(D < 0)
 * and the mean of |D| follow from P(D = 0), going up from m = 0. P(D = 0) is C(m, m/2) (η(1 − η))^{m/2}
 * for even m, and half of it comes from either side.
 */
export function majority(counts: readonly number[], mean: number): Majority {
  let [ahead, behind, even, distance, tie] = [0, 0, 1, 0, 1];
  let [one, against] = [0, 0];
  counts.forEach((probability, m) => {
    one += probability * (ahead + even / 2);
    against += (probability * (m - distance)) / 2;
    distance += (2 * mean - 1) * (ahead - behind) + even;
    if (m % 2 === 0) {
      ahead += even * mean;
      behind += even * (1 - mean);
      even = 0;
    } else {
      tie *= (m / (m + 1)) * 4 * mean * (1 - mean);
      even = tie;
      ahead -= tie / 2;
      behind -= tie / 2;
    }
  });
  return { one, against };
}
