import { add, mul, tidy, type Tensor4D } from '@tensorflow/tfjs-core';

import type { Gradient } from './attackGradient.ts';
import { project, steepest, type Ball } from './ball.ts';

/**
 * The fast gradient sign method (Goodfellow et al. 2015), u + ε sign(g): one step from the image to
 * the corner of the cube that raises the linearised loss most; for L2, one step of that length along g.
 */
export function fgsm(gradient: Gradient, u: Tensor4D, ball: Ball): Tensor4D {
  return tidy(() => {
    const direction = steepest(gradient(u), ball);
    return project(add(u, mul(direction, ball.radius)), u, ball);
  });
}
