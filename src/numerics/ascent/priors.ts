import { clipByValue, tidy, type Tensor4D } from '@tensorflow/tfjs-core';

import { blur } from './blur.ts';
import type { Climb } from './climb.ts';
import { fourier } from './fourier.ts';
import type { Objective } from './objective.ts';
import { pixels } from './parametrisation.ts';
import { squaredLength, totalVariation } from './totalVariation.ts';

/** What a climb is told of pictures besides the score. */
export const priorKinds = ['none', 'l2', 'tv', 'jitter', 'fourier'] as const;
export type PriorKind = (typeof priorKinds)[number];

/** How far a picture goes in one step, as a length: the step rule is that of the unit vector. */
const STEP = 0.5;
/** Colours beyond black and white there are none: all climbs end each step within. */
const RANGE = [-1, 1] as const;

/**
 * What strength 1 means: λ of ‖x‖² and of TV in scores per unit, the jitter's pixels each way, the
 * blur's σ in pixels and after how many steps it comes, the falloff of the waves' amplitudes.
 */
export const usual = { l2: 0.02, tv: 0.01, jitter: 2, blur: 0.5, every: 4, falloff: 1.5 } as const;

/** A climb of a picture with one prior: its variable's start, the climb itself, what to free. */
export interface PriorClimb {
  climb: Climb;
  variableOf: (x: Tensor4D) => Tensor4D;
  dispose: () => void;
}

/**
 * The climb of an objective in images of H×W with one prior, `strength` times as strong as usual;
 * at strength 0 every kind is 'none'. The charges for ‖x‖² and TV are part of the slope whose
 * direction is taken; the blur acts on the picture after a step.
 */
export function priorClimb(
  kind: PriorKind,
  { objective, strength, seed }: { objective: Objective; strength: number; seed: number },
  [h, w]: readonly [height: number, width: number],
): PriorClimb {
  const plain: Climb = {
    objective,
    parametrisation: pixels,
    eta: STEP,
    rule: 'normalised',
    after: (x) => clipByValue(x, ...RANGE),
  };
  const inPixels = (climb: Climb): PriorClimb => ({
    climb,
    variableOf: (x) => x.clone(),
    dispose: () => undefined,
  });
  if (kind === 'none' || strength === 0) return inPixels(plain);
  if (kind === 'l2') {
    return inPixels({ ...plain, penalties: [{ weight: usual.l2 * strength, of: squaredLength }] });
  }
  if (kind === 'tv') {
    return inPixels({ ...plain, penalties: [{ weight: usual.tv * strength, of: totalVariation }] });
  }
  if (kind === 'jitter') {
    return inPixels({
      ...plain,
      jitter: { most: Math.round(usual.jitter * strength), seed },
      after: (x, step) =>
        tidy(() => {
          const soft = (step + 1) % usual.every === 0 ? blur(x, usual.blur * strength) : x;
          return clipByValue(soft, ...RANGE);
        }),
    });
  }
  const waves = fourier([h, w], usual.falloff * strength);
  return {
    climb: {
      ...plain,
      parametrisation: waves,
      after: (v) => tidy(() => waves.variableOf(clipByValue(waves.image(v), ...RANGE))),
    },
    variableOf: (x) => waves.variableOf(x),
    dispose: () => waves.dispose(),
  };
}
