import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { symmetricEigenvalues } from '../symmetricEigenvalues.ts';

/** The eigenvalues of XᵀX for so many draws of n examples with d independent standard normal features. */
export function drawnEigenvalues(n: number, d: number, draws: number, seed: number): number[][] {
  const draw = normal(mulberry32(Math.imul(seed, 0x9e3779b1) + n));
  return Array.from({ length: draws }, () => {
    const rows = Array.from({ length: n }, () => Float64Array.from({ length: d }, draw));
    const product = Float64Array.from({ length: d * d }, (_, at) => {
      const [i, j] = [Math.floor(at / d), at % d];
      return rows.reduce((sum, row) => sum + (row[i] ?? 0) * (row[j] ?? 0), 0);
    });
    // With fewer examples than features the smallest are zero but for rounding.
    return Array.from(symmetricEigenvalues(product), (s, k) => (k < d - n ? 0 : Math.max(0, s)));
  });
}
