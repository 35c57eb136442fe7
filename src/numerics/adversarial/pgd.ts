import { add, mul, tidy, type Tensor4D } from '@tensorflow/tfjs-core';

import type { TaskContext } from '../tasks/context.ts';
import type { Gradient } from './attackGradient.ts';
import { project, randomPoint, steepest, type Ball } from './ball.ts';

/** A ball, how many steps of which length, and whether to begin at a random point of it. */
export interface Climb extends Ball {
  steps: number;
  /** Length of a step, in the ball's norm. */
  step: number;
  /** Numbers in [0, 1) for a random start; without it, the climb starts at the image. */
  uniform?: (() => number) | undefined;
}

/**
 * Projected gradient ascent of the loss (Madry et al. 2018):
 * a steepest step, back into the ball and the box, and again.
 * Gives the last point, null if the reader has cancelled.
 */
export async function pgd(
  gradient: Gradient,
  u: Tensor4D,
  climb: Climb,
  context: TaskContext,
): Promise<Tensor4D | null> {
  const { steps, step, uniform } = climb;
  let point = uniform ? randomPoint(u, climb, uniform) : u.clone();
  for (let i = 0; i < steps; i++) {
    if (await context.stopped()) {
      point.dispose();
      return null;
    }
    const next = tidy(() => {
      const direction = steepest(gradient(point), climb);
      return project(add(point, mul(direction, step)), u, climb);
    });
    point.dispose();
    point = next;
    context.progress((i + 1) / steps);
  }
  return point;
}
