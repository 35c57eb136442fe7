import {
  clipByValue,
  tidy,
  type Tensor,
  type Tensor1D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';

import type { TaskContext } from '../tasks/context.ts';
import { blur } from './blur.ts';
import { shifted, shiftOfStep } from './jitter.ts';
import type { Objective } from './objective.ts';
import { slopeIn, type Parametrisation } from './parametrisation.ts';
import { penalised, type Penalty } from './penalised.ts';
import { update, type Update } from './update.ts';

/**
 * A climb: what is climbed, the step, and what is done besides. For a prior, add a file of its own
 * with either a penalty (a value and its gradient, see `Penalty`) or a parametrisation (an image
 * made from another variable, see `Parametrisation`), and hand it in here: nothing else changes.
 */
export interface Climb<V extends Tensor = Tensor4D> extends Update {
  objective: Objective;
  /** Charged for the image as it stands, not for the shifted one; default none. */
  penalties?: readonly Penalty[];
  /** What the variable is, on which the step and its λ act. */
  parametrisation: Parametrisation<V>;
  /** The objective sees the image shifted by up to `most` pixels each way; default not. */
  jitter?: { most: number; seed: number };
  /** What is made of the variable after each step (its number, from 0); default nothing. */
  after?: (variable: V, step: number) => V;
}

/**
 * One step, number `step` of its climb: the next variable, and the objective less the penalties as
 * it was before the step, for the image as it was seen. The old variable stays the caller's.
 */
export function climbOnce<V extends Tensor>(
  variable: V,
  climb: Climb<V>,
  step: number,
): { value: Tensor1D; next: V } {
  const { objective, penalties = [], parametrisation, jitter, after } = climb;
  return tidy(() => {
    const seen = jitter
      ? shifted(objective, shiftOfStep(jitter.most, jitter.seed, step))
      : objective;
    const { value, gradient } = slopeIn(parametrisation, penalised(seen, penalties), variable);
    const moved = update(variable, gradient, climb);
    return { value, next: after ? after(moved, step) : moved };
  });
}

/**
 * Steps `from` … `to` − 1 of a climb. A climb that was stopped and goes on from there ends like one
 * that was not, as long as `from` is right. `onStep` is told the variable after each step and may
 * keep a clone of it. The last variable is the caller's; null when the reader has cancelled.
 */
export async function climbOn<V extends Tensor>(
  start: V,
  climb: Climb<V>,
  { from = 0, to }: { from?: number; to: number },
  context: TaskContext,
  onStep?: (variable: V, step: number) => void | Promise<void>,
): Promise<V | null> {
  let variable = start.clone() as V;
  for (let step = from; step < to; step++) {
    if (await context.stopped()) {
      variable.dispose();
      return null;
    }
    const { value, next } = climbOnce(variable, climb, step);
    value.dispose();
    variable.dispose();
    variable = next;
    await onStep?.(variable, step);
    context.progress((step + 1 - from) / (to - from));
  }
  return variable;
}

/** For `after`, where the variable is the image: blurs after every `every` steps, then clips. */
export function kept({
  range,
  soften,
}: {
  range?: readonly [least: number, most: number];
  soften?: { sigma: number; every: number };
}): (x: Tensor4D, step: number) => Tensor4D {
  return (x, step) =>
    tidy(() => {
      const soft = soften && (step + 1) % soften.every === 0 ? blur(x, soften.sigma) : x;
      return range ? clipByValue(soft, ...range) : soft.clone();
    });
}
