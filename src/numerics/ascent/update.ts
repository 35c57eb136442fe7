import {
  add,
  div,
  greater,
  mul,
  sign,
  sqrt,
  square,
  sum,
  tidy,
  where,
  type Tensor,
} from '@tensorflow/tfjs-core';

/**
 * What is made of the gradient before it is added: nothing; the same direction at length 1 (each
 * image's own); or the sign of each entry, so that all entries move by the same amount.
 */
export type StepRule = 'plain' | 'normalised' | 'sign';

/** How one step of gradient ascent is taken. */
export interface Update {
  /** Step size η. */
  eta: number;
  /** Weight λ of the penalty λ‖x‖², in closed form; default 0. */
  lambda?: number;
  /** Default: plain. */
  rule?: StepRule;
}

/**
 * One step of gradient ascent on S(x) − λ‖x‖²: x ← x + η(∇S − 2λx) = (1 − 2ηλ)x + η∇S, with the
 * sign or the unit vector of ∇S in its place if the rule says so; the shrinkage stays as it is.
 * The variable x has the gradient's shape, [N,…]. It is left as it was.
 */
export function update<T extends Tensor>(
  x: T,
  gradient: T,
  { eta, lambda = 0, rule = 'plain' }: Update,
): T {
  return tidy(() => add(mul(x, 1 - 2 * eta * lambda), mul(direction(gradient, rule), eta)));
}

/** The gradient as the rule takes it. Where it is zero there is no direction, and it stays zero. */
export function direction(gradient: Tensor, rule: StepRule): Tensor {
  if (rule === 'plain') return gradient;
  if (rule === 'sign') return sign(gradient);
  return tidy(() => {
    const entries = gradient.shape.map((_, axis) => axis).slice(1);
    const length = sqrt(sum(square(gradient), entries, true));
    return div(gradient, where(greater(length, 0), length, 1));
  });
}
