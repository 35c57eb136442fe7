import { dispose, reshape, slice, tensor4d, tidy, type Tensor4D } from '@tensorflow/tfjs-core';

import { preprocess } from '../network/images.ts';
import { networkOf } from '../network/networkOf.ts';
import { run, valuesAt } from '../network/run.ts';
import { scalarGradient } from '../network/scalarGradient.ts';
import { unit } from '../network/scalars.ts';
import type { TimedContext } from './context.ts';
import type { UnitInput } from './activation-gradient-steps-lab.ts';

export interface RaceOutput {
  /** Milliseconds, the best of several: all layers; the layers up to the unit; there and back. */
  wholeMs: number;
  forwardMs: number;
  gradientMs: number;
  /** Milliseconds of all runs with one number of the picture changed. */
  differencesMs: number;
  /** How many runs these were, the unchanged picture included. */
  runs: number;
  /** Largest gap between the two gradients, as a share of the largest entry. */
  gap: number;
  /** How many of the numbers differ by more than 1 % of the largest entry. */
  apart: number;
}

/** Runs at once for the differences, and repetitions of what is short. */
const [BATCH, LAPS] = [64, 12];
/** How far a number is changed, in units of x (−1 to 1): half a step of a pixel's 0 to 255. */
export const STEP = 1 / 255;

/** One way there and back against one run for each number of the picture; null when stopped. */
export default async function race(
  { pixels, layer, channel, row, column }: Omit<UnitInput, 'of'>,
  context: TimedContext,
): Promise<RaceOutput | null> {
  const model = await context.loadModel('base');
  const [h, w, colours] = model.manifest.input.shape;
  const network = networkOf(model);
  const place = `${layer}.pre`;
  const scalar = unit(place, [row, column, channel]);
  const x: Tensor4D = preprocess(model.manifest, pixels, [h, w]);

  const best = async (once: () => Tensor4D[]) => {
    let least = Infinity;
    for (let lap = 0; lap < LAPS; lap++) {
      const start = context.now();
      const made = once();
      await made.at(-1)?.data();
      least = Math.min(least, context.now() - start);
      dispose(made);
    }
    return least;
  };
  const wholeMs = await best(() => Object.values(run(network, x)) as Tensor4D[]);
  const forwardMs = await best(() => Object.values(run(network, x, { to: place })) as Tensor4D[]);
  const gradientMs = await best(() => {
    const { value, signal } = scalarGradient(network, x, scalar);
    value.dispose();
    return [signal as Tensor4D];
  });
  const { value, signal } = scalarGradient(network, x, scalar);
  const [exact, at] = [await signal.data<'float32'>(), (await value.data())[0] ?? Number.NaN];
  dispose([value, signal]);

  const numbers = h * w * colours;
  const original = await x.data();
  const slopes = new Float32Array(numbers);
  const start = context.now();
  for (let first = 0; first < numbers; first += BATCH) {
    if (await context.stopped()) {
      x.dispose();
      return null;
    }
    const n = Math.min(BATCH, numbers - first);
    const changed = new Float32Array(n * numbers);
    for (let i = 0; i < n; i++) {
      changed.set(original, i * numbers);
      changed[i * numbers + first + i] = (original[first + i] ?? 0) + STEP;
    }
    const values = tidy(() => {
      const maps = valuesAt(network, tensor4d(changed, [n, h, w, colours]), place) as Tensor4D;
      return reshape(slice(maps, [0, row, column, channel], [n, 1, 1, 1]), [n]);
    });
    (await values.data()).forEach((z, i) => (slopes[first + i] = (z - at) / STEP));
    values.dispose();
    context.progress((first + n) / numbers);
  }
  const differencesMs = context.now() - start;
  x.dispose();

  const largest = exact.reduce((most, slope) => Math.max(most, Math.abs(slope)), 0) || 1;
  const gaps = Array.from(slopes, (slope, i) => Math.abs(slope - (exact[i] ?? 0)) / largest);
  return {
    wholeMs,
    forwardMs,
    gradientMs,
    differencesMs,
    runs: numbers + 1,
    gap: Math.max(...gaps),
    apart: gaps.filter((gap) => gap > 0.01).length,
  };
}
