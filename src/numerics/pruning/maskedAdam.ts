import { dispose, mul, tensor, type Tensor } from '@tensorflow/tfjs-core';

import { adam, type Adam, type AdamMemory } from '../training/adam.ts';
import type { WeightGradient } from '../training/lossGradients.ts';
import type { ByLayer } from './magnitudeMasks.ts';

/**
 * Adam for a pruned network. Each kernel's gradient is
 * multiplied by its mask first. A pruned weight has never had
 * a gradient but 0, so Adam moves it by 0/(0 + ε) = 0: what
 * is zero stays zero, exactly.
 */
export function maskedAdam(masks: ByLayer, rate: number, from?: AdamMemory): Adam {
  const inner = adam(rate, from);
  const tensors = new Map<string, Tensor>();
  const maskFor = (layer: string, shape: number[]) => {
    const known = tensors.get(layer);
    if (known) return known;
    const values = masks[layer];
    if (!values) return null;
    const made = tensor(values, shape);
    tensors.set(layer, made);
    return made;
  };
  return {
    step: (network, gradients) => {
      const masked: Record<string, WeightGradient> = {};
      for (const [name, { kernel, bias }] of Object.entries(gradients)) {
        const mask = maskFor(name.replace(/\.pre$/, ''), kernel.shape);
        masked[name] = { kernel: mask ? mul(kernel, mask) : kernel.clone(), bias };
      }
      const next = inner.step(network, masked);
      dispose(Object.values(masked).map(({ kernel }) => kernel));
      return next;
    },
    save: () => inner.save(),
    dispose: () => {
      inner.dispose();
      dispose([...tensors.values()]);
      tensors.clear();
    },
  };
}
