import { mulberry32 } from '../random.ts';

/** Probabilities of the places of a finite space. */
export type Distribution = readonly number[];

/** A source, a target, and the expected loss of one predictor at each place. */
export interface CovariateShift {
  source: Distribution;
  target: Distribution;
  /** E[ℓ(f(x), y) | x]: the same in both domains. */
  loss: readonly number[];
}

/** Σ p(x) g(x). */
export function expectation(p: Distribution, g: (place: number) => number): number {
  return p.reduce((sum, probability, x) => sum + (probability > 0 ? probability * g(x) : 0), 0);
}

/** w(x) = p_T(x)/p_S(x); 0 where the source never is. */
export function weightAt({ source, target }: CovariateShift, x: number): number {
  const p = source[x] ?? 0;
  return p > 0 ? (target[x] ?? 0) / p : 0;
}

/** Everything about the weighted estimate that can be summed exactly. */
export interface Weighting {
  sourceRisk: number;
  targetRisk: number;
  /** E_S[w ℓ]: the target risk where the source has been everywhere. */
  weightedRisk: number;
  /** E_S[w]: the share of the target where the source ever is. */
  covered: number;
  /** E_S[w]²/E_S[w²]: the share of the examples that still count; 1/E_S[w²] where all is covered. */
  effectiveShare: number;
  /** Standard deviation of w ℓ for one example. */
  deviation: number;
}

/** Exact sums over the space. ℓ is taken to be 0 or 1 with mean `loss`, so that ℓ² = ℓ. */
export function weighting(shift: CovariateShift): Weighting {
  const { source, target, loss } = shift;
  const risk = (x: number) => loss[x] ?? 0;
  const w = (x: number) => weightAt(shift, x);
  const covered = expectation(source, w);
  const weightedRisk = expectation(source, (x) => w(x) * risk(x));
  const squares = expectation(source, (x) => w(x) ** 2 * risk(x));
  return {
    sourceRisk: expectation(source, risk),
    targetRisk: expectation(target, risk),
    weightedRisk,
    covered,
    effectiveShare: covered ** 2 / expectation(source, (x) => w(x) ** 2),
    deviation: Math.sqrt(Math.max(0, squares - weightedRisk ** 2)),
  };
}

/** What one sample of the source says about both risks. */
export interface SampleEstimate {
  /** Examples at each place. */
  counts: number[];
  /** Mean loss without weights. */
  plain: number;
  /** Mean of w ℓ. */
  weighted: number;
  /** Mean of w: near 1 where the sample stands for the whole target. */
  meanWeight: number;
  /** (Σw)²/Σw² of this sample. */
  effective: number;
}

/** Draws n examples of the source, each right or wrong with the probability of its place. */
export function drawEstimate(shift: CovariateShift, n: number, seed: number): SampleEstimate {
  const random = mulberry32(seed);
  const counts = shift.source.map(() => 0);
  let [plain, weighted, total, squares] = [0, 0, 0, 0];
  for (let i = 0; i < n; i++) {
    const x = drawPlace(shift.source, random());
    const wrong = random() < (shift.loss[x] ?? 0) ? 1 : 0;
    const w = weightAt(shift, x);
    counts[x] = (counts[x] ?? 0) + 1;
    plain += wrong / n;
    weighted += (w * wrong) / n;
    total += w;
    squares += w ** 2;
  }
  const effective = squares > 0 ? total ** 2 / squares : 0;
  return { counts, plain, weighted, meanWeight: total / n, effective };
}

/** The place where the sum of probabilities passes u, 0 ≤ u < 1. */
function drawPlace(p: Distribution, u: number): number {
  let [sum, last] = [0, 0];
  for (const [x, probability] of p.entries()) {
    if (probability <= 0) continue;
    sum += probability;
    last = x;
    if (u < sum) return x;
  }
  return last;
}
