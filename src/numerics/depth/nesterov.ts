import { add, dispose, keep, mul, sub, tidy, zerosLike } from '@tensorflow/tfjs-core';

import { weight } from './deepLayers.ts';
import type { Named } from './pullback.ts';

/** How the networks of the chapter are trained. */
export interface Descent {
  /** μ, the share of the last velocity that is kept. */
  momentum: number;
  /** λ, by which kernels are drawn to zero; scales, shifts and biases are spared. */
  decay: number;
}

/**
 * One step of SGD with Nesterov's momentum (as PyTorch writes it): with g = ∂L/∂w + λw, the velocity
 * becomes v = μv + g, and the weight w − η(g + μv). Returns the new weights and velocities, kept;
 * the old ones and the gradients are disposed of. Without velocities they begin at zero.
 */
export function descend(
  weights: Named,
  gradients: Named,
  velocities: Named | null,
  rate: number,
  { momentum, decay }: Descent,
): { weights: Named; velocities: Named } {
  const [moved, fast]: [Named, Named] = [{}, {}];
  for (const [name, w] of Object.entries(weights)) {
    const gradient = weight(gradients, name);
    const before = velocities ? weight(velocities, name) : zerosLike(w);
    const [next, v] = tidy(() => {
      const g = name.endsWith('.kernel') ? add(gradient, mul(w, decay)) : gradient;
      const velocity = add(mul(before, momentum), g);
      return [sub(w, mul(add(g, mul(velocity, momentum)), rate)), velocity];
    });
    moved[name] = keep(next);
    fast[name] = keep(v);
    dispose([w, gradient, before]);
  }
  return { weights: moved, velocities: fast };
}

/** η at a share of the run: linear up to the peak, then linear down to zero. */
export function oneCycle(peak: number, warmUp: number, progress: number): number {
  return progress < warmUp ? (peak * progress) / warmUp : (peak * (1 - progress)) / (1 - warmUp);
}
