import { mulberry32 } from '../random.ts';
import { blockMeans, type Strip } from './strip.ts';

/** Examples of a strip: how many have the label 1, and 0, at each place. */
export interface Sample {
  ones: number[];
  zeros: number[];
}

/** n examples, independent: a place at random, then a label with its η. */
export function drawSample(strip: Strip, n: number, seed: number): Sample {
  const random = mulberry32(Math.imul(seed, 0x9e3779b1) + n);
  const sample = { ones: strip.map(() => 0), zeros: strip.map(() => 0) };
  for (let i = 0; i < n; i++) {
    const place = Math.floor(random() * strip.length);
    const side = random() < (strip[place] ?? 0) ? sample.ones : sample.zeros;
    side[place] = (side[place] ?? 0) + 1;
  }
  return sample;
}

/** The examples of each of k blocks. */
export function inBlocks({ ones, zeros }: Sample, k: number): Sample {
  const width = ones.length / k;
  const summed = (counts: readonly number[]) => blockMeans(counts, k).map((mean) => mean * width);
  return { ones: summed(ones), zeros: summed(zeros) };
}

/** The ERM of F_k: in each block 1 or 0, whichever more examples have; ½, a coin, where they tie. */
export function empiricalBest(sample: Sample, k: number): number[] {
  const { ones, zeros } = inBlocks(sample, k);
  return ones.map((count, b) => (Math.sign(count - (zeros[b] ?? 0)) + 1) / 2);
}

/** R̂(f): the share of the examples that a rule names wrongly. */
export function trainingError(sample: Sample, rule: readonly number[]): number {
  const { ones, zeros } = inBlocks(sample, rule.length);
  let [wrong, all] = [0, 0];
  rule.forEach((label, b) => {
    const [one = 0, zero = 0] = [ones[b], zeros[b]];
    wrong += label * zero + (1 - label) * one;
    all += one + zero;
  });
  return wrong / all;
}

/**
 * sup |R(f) − R̂(f)| over all 2^k rules of F_k. The difference is a sum over the blocks in which each
 * block's label is chosen freely, so the largest and the smallest one are sums of largest and smallest.
 */
export function largestDeviation(strip: Strip, sample: Sample, k: number): number {
  const { ones, zeros } = inBlocks(sample, k);
  const n = [...ones, ...zeros].reduce((sum, count) => sum + count, 0);
  let [most, least] = [0, 0];
  blockMeans(strip, k).forEach((mean, b) => {
    const ifOne = (1 - mean) / k - (zeros[b] ?? 0) / n;
    const ifZero = mean / k - (ones[b] ?? 0) / n;
    most += Math.max(ifOne, ifZero);
    least += Math.min(ifOne, ifZero);
  });
  return Math.max(most, -least);
}
