import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { NUMBERS } from './pictures.ts';

/** A feature of a picture x: ReLU(w·x/16 + b), with w and b drawn once from normal distributions and kept. */
export interface RandomFeature {
  /** w, one number a pixel. */
  weights: Float64Array;
  bias: number;
}

/** The first `count` random features of a seed; more of them begin with the fewer. */
export function randomFeatures(count: number, seed: number): RandomFeature[] {
  const draw = normal(mulberry32(Math.imul(seed, 0x9e3779b1) + 11));
  return Array.from({ length: count }, () => {
    const weights = Float64Array.from({ length: NUMBERS }, draw);
    return { weights, bias: draw() / 4 };
  });
}

/** φ(x): the features of a picture. */
export function featuresOf(
  picture: Float64Array,
  features: readonly RandomFeature[],
): Float64Array {
  return Float64Array.from(features, ({ weights, bias }) => {
    let sum = 0;
    for (let k = 0; k < NUMBERS; k++) sum += (weights[k] ?? 0) * (picture[k] ?? 0);
    return Math.max(0, sum / Math.sqrt(NUMBERS) + bias);
  });
}
