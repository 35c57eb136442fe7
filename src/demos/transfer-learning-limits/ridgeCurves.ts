import { drawnEigenvalues } from '#numerics/transfer/drawnEigenvalues.ts';
import { bestPull, sourceTerms, type SourceTerms } from '#numerics/transfer/sourceTerms.ts';

/** Features of the linear model, and σ² of its answers. */
export const FEATURES = 10;
export const NOISE = 0.5;
/** Examples at which the curves are computed. */
export const PLACES = [1, 2, 3, 5, 7, 10, 14, 20, 30, 50, 80, 150] as const;
/** Draws of the examples that are averaged. */
const DRAWS = 12;

/** Expected squared error of the weights at one number of examples, from each start. */
export interface RidgePoint {
  n: number;
  source: SourceTerms;
  zero: SourceTerms;
  /** NaN with too few examples. */
  leastSquares: number;
}

/** The eigenvalues of XᵀX, drawn once. */
export function drawnPlaces() {
  return PLACES.map((n) => ({ n, draws: drawnEigenvalues(n, FEATURES, DRAWS, 1) }));
}

/**
 * The curves for a source at this distance from the truth, whose own length is 1, with one λ for both
 * starts, or with `lambda` null the best for each.
 */
export function ridgeCurves(
  places: ReturnType<typeof drawnPlaces>,
  distance: number,
  lambda: number | null,
): RidgePoint[] {
  return places.map(({ n, draws }) => {
    const meanOf = (of: (eigenvalues: number[]) => SourceTerms): SourceTerms => {
      const terms = draws.map(of);
      const mean = (key: keyof SourceTerms) =>
        terms.reduce((sum, term) => sum + term[key], 0) / terms.length;
      return { bias: mean('bias'), variance: mean('variance') };
    };
    const from = (apart: number) => {
      if (lambda === null && apart === 0) return { bias: 0, variance: 0 };
      const pull = lambda ?? bestPull(FEATURES, NOISE, apart);
      return meanOf((own) => sourceTerms(own, { distance: apart, lambda: pull, noise: NOISE }));
    };
    const plain = (own: number[]) => sourceTerms(own, { distance: 0, lambda: 0, noise: NOISE });
    return {
      n,
      source: from(distance),
      zero: from(1),
      leastSquares: n > FEATURES + 1 ? meanOf(plain).variance : Number.NaN,
    };
  });
}
