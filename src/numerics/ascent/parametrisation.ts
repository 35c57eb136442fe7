import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';

import type { Slope } from './objective.ts';

/**
 * Another variable v that an image is made from, x = x(v), such as Fourier coefficients: the same
 * images, climbed along another path, since a step is then taken in v.
 */
export interface Parametrisation<V extends Tensor = Tensor4D> {
  /** x(v), [N,H,W,C]. */
  image(variable: V): Tensor4D;
  /** Jᵀ g for J = ∂x/∂v at v: the gradient with respect to v, shaped like v. */
  pull(gradient: Tensor4D, variable: V): V;
}

/** The image itself as the variable. */
export const pixels: Parametrisation = {
  image: (x) => x.clone(),
  pull: (gradient) => gradient.clone(),
};

/** S(x(v)) and its gradient in v. */
export function slopeIn<V extends Tensor>(
  { image, pull }: Parametrisation<V>,
  slopeAt: (x: Tensor4D) => Slope,
  variable: V,
): { value: Slope['value']; gradient: V } {
  const { value, gradient } = slopeAt(image(variable));
  return { value, gradient: pull(gradient, variable) };
}
