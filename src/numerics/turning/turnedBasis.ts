import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';

/**
 * A random orthogonal matrix Q = cos θ · I + sin θ · A, n×n, row by row, that turns every axis by the
 * same angle θ (radians): row i is the new unit i, cos θ of the old one and sin θ of a random mixture
 * of all others. A is skew (Aᵀ = −A) and orthogonal, drawn from the seed; so QᵀQ = I for every θ.
 * Throws for odd n: an odd number of axes cannot all be turned by a right angle.
 */
export function turnedBasis(n: number, angle: number, seed: number): Float32Array {
  const mixture = randomSkewRotation(n, seed);
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
  return Float32Array.from(mixture, (value, at) =>
    at % (n + 1) === 0 ? cosine + sine * value : sine * value,
  );
}

/** A = Σ (u vᵀ − v uᵀ) over pairs (u, v) of a random orthonormal basis: a right angle in n/2 planes. */
function randomSkewRotation(n: number, seed: number): Float64Array {
  if (n % 2 !== 0) throw new Error(`Expected an even number of axes to turn, found ${n}.`);
  const axes = randomOrthonormalBasis(n, seed);
  const mixture = new Float64Array(n * n);
  for (let pair = 0; pair < n; pair += 2) {
    const [u, v] = [axes[pair] ?? [], axes[pair + 1] ?? []];
    for (let i = 0; i < n; i++) {
      const [ui = 0, vi = 0] = [u[i], v[i]];
      for (let j = 0; j < i; j++) {
        const entry = ui * (v[j] ?? 0) - vi * (u[j] ?? 0);
        mixture[i * n + j] = (mixture[i * n + j] ?? 0) + entry;
        mixture[j * n + i] = (mixture[j * n + i] ?? 0) - entry;
      }
    }
  }
  return mixture;
}

/** n normal vectors, each freed of its parts along those before it (Gram and Schmidt), in float64. */
function randomOrthonormalBasis(n: number, seed: number): Float64Array[] {
  const draw = normal(mulberry32(Math.imul(seed, 0x9e3779b1)));
  const axes: Float64Array[] = [];
  while (axes.length < n) {
    const axis = Float64Array.from({ length: n }, draw);
    for (const before of axes) {
      const along = axis.reduce((sum, value, i) => sum + value * (before[i] ?? 0), 0);
      before.forEach((value, i) => (axis[i] = (axis[i] ?? 0) - along * value));
    }
    const length = Math.sqrt(axis.reduce((sum, value) => sum + value * value, 0));
    axes.push(axis.map((value) => value / length));
  }
  return axes;
}
