/** Places of a strip: as many kinds of input as there are, all equally likely. */
export const PLACES = 64;
/** Into how many equal blocks a rule may cut the strip. */
export const BLOCKS = [1, 2, 4, 8, 16, 32, 64] as const;

/**
 * A learning problem that is known whole. The input is one of some places in a row, each equally
 * likely; η[x] is the probability that the label at place x is 1, and 0 otherwise. A rule of the class
 * F_k names one label for each of k equal blocks of neighbouring places; so F_k has 2^k rules.
 */
export type Strip = readonly number[];

/** The mean of η over each of k blocks. Throws when k does not divide the strip. */
export function blockMeans(strip: Strip, k: number): number[] {
  const width = strip.length / k;
  if (!Number.isInteger(width)) {
    throw new Error(`Expected a number of blocks that divides ${strip.length}, found ${k}.`);
  }
  return Array.from(
    { length: k },
    (_, b) => sumOf(strip.slice(b * width, (b + 1) * width)) / width,
  );
}

/** R(f*): the risk of the best rule of all, which names the likelier label at each place. */
export function bayesRisk(strip: Strip): number {
  return bestRisk(strip, strip.length);
}

/** R(f*_F): the smallest risk in F_k. */
export function bestRisk(strip: Strip, k: number): number {
  return sumOf(blockMeans(strip, k).map((mean) => Math.min(mean, 1 - mean))) / k;
}

/** R(f) of a rule with this label, 0 or 1, for each block; ½ stands for a coin. */
export function riskOf(strip: Strip, rule: readonly number[]): number {
  const means = blockMeans(strip, rule.length);
  return (
    sumOf(means.map((mean, b) => (rule[b] ?? 0) * (1 - mean) + (1 - (rule[b] ?? 0)) * mean)) /
    rule.length
  );
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
