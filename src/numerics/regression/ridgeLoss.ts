import { addTimes, dot, singularValues } from './singularValues.ts';

/** Examples as rows of Φ, their targets y, and the strength λ of the ridge. */
export interface RidgeProblem {
  phi: readonly Float64Array[];
  y: Float64Array;
  lambda: number;
}

/** ‖Φw − y‖² + λ‖w‖². */
export function ridgeLoss({ phi, y, lambda }: RidgeProblem, weights: Float64Array): number {
  const squares = phi.reduce((sum, row, i) => sum + (dot(row, weights) - (y[i] ?? 0)) ** 2, 0);
  return squares + lambda * dot(weights, weights);
}

/** Its gradient, 2Φᵀ(Φw − y) + 2λw. */
export function ridgeGradient({ phi, y, lambda }: RidgeProblem, weights: Float64Array) {
  const gradient = weights.map((weight) => 2 * lambda * weight);
  phi.forEach((row, i) => addTimes(gradient, row, 2 * (dot(row, weights) - (y[i] ?? 0))));
  return gradient;
}

/** Where so many steps of gradient descent lead from w = 0, with the largest step that is safe, 1/(2s₁²). */
export function descend(problem: RidgeProblem, steps: number): Float64Array {
  const first = singularValues(problem.phi).values[0] ?? 1;
  const weights = new Float64Array(problem.phi[0]?.length ?? 0);
  const rate = 1 / (2 * (first * first + problem.lambda));
  for (let step = 0; step < steps; step++) {
    addTimes(weights, ridgeGradient(problem, weights), -rate);
  }
  return weights;
}
