import {
  add,
  clipByValue,
  div,
  maximum,
  minimum,
  mul,
  reshape,
  sign,
  sqrt,
  square,
  sub,
  sum,
  tensor4d,
  tidy,
  type Tensor,
  type Tensor4D,
} from '@tensorflow/tfjs-core';

/** What an attacker may do to an image u: move it by ‖δ‖ ≤ radius, and stay within [0, 1]. */
export interface Ball {
  norm: 'linf' | 'l2';
  radius: number;
}

/** Norms below this count as this, so that nothing is divided by zero. */
const LEAST = 1e-12;

/**
 * The steepest direction of size 1 in the norm, g [N,H,W,C] → the same shape: sign(g) for L∞,
 * g/‖g‖₂ for L2, for each image on its own. Where g is zero it is zero.
 */
export function steepest(g: Tensor4D, { norm }: Ball): Tensor4D {
  return tidy(() => (norm === 'linf' ? sign(g) : div(g, maximum(lengths(g), LEAST))));
}

/**
 * Back into the ball around the centre, and into [0, 1]. For
 * L∞ this is the nearest point of both; for L2 the ball's
 * nearest point, cut off, which lies in both as well.
 */
export function project(u: Tensor4D, centre: Tensor4D, { norm, radius }: Ball): Tensor4D {
  return tidy(() => {
    const delta = sub<Tensor4D>(u, centre);
    const inside =
      norm === 'linf'
        ? clipByValue(delta, -radius, radius)
        : mul<Tensor4D>(delta, minimum(1, div(radius, maximum(lengths(delta), LEAST))));
    return clipByValue(add(centre, inside), 0, 1) as Tensor4D;
  });
}

/**
 * A random point of the ball and of [0, 1], for each image on its own: for L∞ uniform in the cube, for
 * L2 in a uniform direction at a uniform distance. `uniform` gives numbers in [0, 1).
 */
export function randomPoint(centre: Tensor4D, ball: Ball, uniform: () => number): Tensor4D {
  const { norm, radius } = ball;
  const [n, h, w, c] = centre.shape;
  const each = h * w * c;
  return tidy(() => {
    if (norm === 'linf') {
      const cube = Float32Array.from({ length: n * each }, () => radius * (2 * uniform() - 1));
      return project(add(centre, tensor4d(cube, centre.shape)), centre, ball);
    }
    const delta = Float32Array.from({ length: n * each }, () => gaussian(uniform));
    for (let i = 0; i < n; i++) {
      const one = delta.subarray(i * each, (i + 1) * each);
      const length = Math.hypot(...one) || 1;
      const share = (radius * uniform()) / length;
      one.forEach((value, at) => (one[at] = share * value));
    }
    return project(add(centre, tensor4d(delta, centre.shape)), centre, ball);
  });
}

function gaussian(uniform: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** ‖·‖₂ of each image: [N,H,W,C] → [N,1,1,1]. */
export function lengths(images: Tensor4D): Tensor {
  return tidy(() => {
    const [n] = images.shape;
    return reshape(sqrt(sum(square(reshape(images, [n, -1])), 1)), [n, 1, 1, 1]);
  });
}
