import { dispose, norm, tensor4d, tidy, type Tensor4D } from '@tensorflow/tfjs-core';

import { climbOnce, kept, type Climb } from '../ascent/climb.ts';
import { scalarObjective } from '../ascent/objective.ts';
import { pixels } from '../ascent/parametrisation.ts';
import type { StepRule } from '../ascent/update.ts';
import { scalarOf, type Target } from '../attribution/target.ts';
import { lastPlace } from '../network/network.ts';
import { networkOf } from '../network/networkOf.ts';
import { valuesAt } from '../network/run.ts';
import { scalarValue } from '../network/scalarValue.ts';
import type { ModelContext } from './context.ts';

/** How the picture is climbed; all of it plain data. */
export interface ClimbSettings {
  target: Target;
  eta: number;
  lambda: number;
  rule: StepRule;
  /** Pixels each way; 0 for none. The seed is that of the shifts. */
  jitter: number;
  seed: number;
  /** Standard deviation of the blur after every `blurEvery`-th step, in pixels; 0 for none. */
  blur: number;
  blurEvery: number;
  /** Whether every step ends within the range of real pictures, −1 to 1. */
  clip: boolean;
}

/** A picture, preprocessed, [H·W·3]; the number of the step that it waits for; how many to take. */
export interface ClimbInput {
  x: ArrayLike<number>;
  from: number;
  steps: number;
  settings: ClimbSettings;
}

/** A picture of the climb, and what was measured of it as it stands, without a shift. */
export interface ClimbStop {
  x: Float32Array;
  /** The number that is climbed. */
  value: number;
  /** All classes' scores. */
  scores: number[];
  /** ‖x‖. */
  size: number;
}

/** How many steps are taken between two reports. */
const REPORT = 5;

/** The picture as given, and as it is after each step; null when the reader has cancelled. */
export default async function climb(
  { x: given, from, steps, settings }: ClimbInput,
  context: ModelContext,
): Promise<ClimbStop[] | null> {
  const model = await context.loadModel('base');
  const [h, w, colours] = model.manifest.input.shape;
  const network = networkOf(model);
  const { target, eta, lambda, rule, jitter, seed, blur, blurEvery, clip } = settings;
  const scalar = scalarOf(network, target);
  const climbing: Climb = {
    objective: scalarObjective(network, scalar),
    parametrisation: pixels,
    eta,
    lambda,
    rule,
    jitter: { most: jitter, seed },
    after: kept({
      ...(clip && { range: [-1, 1] }),
      ...(blur > 0 && { soften: { sigma: blur, every: blurEvery } }),
    }),
  };

  const measured = async (x: Tensor4D): Promise<ClimbStop> => {
    const found = tidy(() => {
      const scores = valuesAt(network, x);
      const atTop = scalar.place === lastPlace(network);
      const value = atTop ? scalar.value(scores) : scalarValue(network, x, scalar);
      return { value, scores, size: norm(x) };
    });
    const [values, [value = NaN], scores, [size = NaN]] = await Promise.all([
      x.data(),
      found.value.data(),
      found.scores.data(),
      found.size.data(),
    ]);
    dispose(found);
    return { x: Float32Array.from(values), value, scores: [...scores], size };
  };

  let x: Tensor4D = tensor4d(Float32Array.from(given), [1, h, w, colours]);
  const stops = [await measured(x)];
  for (let step = from; step < from + steps; step++) {
    if ((step - from) % REPORT === 0) {
      if (await context.stopped()) {
        x.dispose();
        return null;
      }
      context.progress((step - from) / steps);
    }
    const { value, next } = climbOnce(x, climbing, step);
    dispose([value, x]);
    x = next;
    stops.push(await measured(x));
  }
  x.dispose();
  return stops;
}
