import type { TaskContext } from '../tasks/context.ts';
import { ridge } from './ridge.ts';
import { singularValues } from './singularValues.ts';

/** A Gaussian problem to be drawn: β, of which the fit is given the first p entries, and σ². */
export interface DrawnProblem {
  examples: number;
  size: number;
  beta: readonly number[];
  noise: number;
}

/** The mean of many draws and its standard error. */
export interface DrawnMean {
  mean: number;
  error: number;
}

/**
 * The risk of the least squares fit of smallest norm, ‖ŵ − β‖² + σ² (entries that are not given count with
 * weight zero), in the mean over many samples. null when the reader has cancelled.
 */
export async function meanDrawnRisk(
  { examples, size, beta, noise }: DrawnProblem,
  draw: () => number,
  draws: number,
  context: TaskContext,
): Promise<DrawnMean | null> {
  let [sum, squares] = [0, 0];
  for (let turn = 0; turn < draws; turn++) {
    const x = Array.from({ length: examples }, () =>
      Float64Array.from({ length: beta.length }, draw),
    );
    const y = Float64Array.from(x, (row) =>
      row.reduce((total, value, j) => total + value * (beta[j] ?? 0), Math.sqrt(noise) * draw()),
    );
    const fitted = ridge(singularValues(x.map((row) => row.slice(0, size))), y, 0);
    const risk = beta.reduce((total, b, j) => total + ((fitted[j] ?? 0) - b) ** 2, noise);
    sum += risk;
    squares += risk * risk;
    if (turn % 50 === 49) {
      if (await context.stopped()) return null;
      context.progress((turn + 1) / draws);
    }
  }
  const mean = sum / draws;
  return { mean, error: Math.sqrt((squares / draws - mean * mean) / draws) };
}
