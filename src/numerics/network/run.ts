import { tidy, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core';

import { convolveAndRectify } from './layers/convolution.ts';
import { INPUT, lastPlace, stepsTo, type Network } from './network.ts';
import { stepForward } from './step.ts';

/** Values of a network for some images by place: maps [N,H,W,C], later vectors [N, units]. */
export type Activations = Readonly<Record<string, Tensor>>;

/** How far to run, and what to keep on the way. */
export interface RunOptions {
  /** The place to stop at; default: the logits. */
  to?: string;
  /** Whether to keep the pre-activations too ('conv1.pre', …); default: no. */
  pre?: boolean;
}

/**
 * Runs images x [N,H,W,3], preprocessed, and keeps the values of every layer on the way, 'input'
 * included: `dispose(activations)` frees them all and leaves x.
 */
export function run(
  network: Network,
  x: Tensor4D,
  { to, pre = false }: RunOptions = {},
): Activations {
  return tidy(() => {
    const activations: Record<string, Tensor> = { [INPUT]: x.clone() };
    walk(network, x, to ?? lastPlace(network), pre, (place, value) => {
      activations[place] = value;
    });
    return activations;
  });
}

/**
 * The values at one place for images x [N,H,W,3], preprocessed; nothing else outlives its use, so
 * that large batches fit into memory.
 */
export function valuesAt(network: Network, x: Tensor4D, to?: string): Tensor {
  let last: Tensor | null = null;
  walk(network, x, to ?? lastPlace(network), false, (_, value) => {
    last?.dispose();
    last = value;
  });
  return last ?? x.clone();
}

/** The values at a place of a run. Throws when the run has not kept them. */
export function activationAt(activations: Activations, place: string): Tensor {
  const found = activations[place];
  if (found) return found;
  const kept = Object.keys(activations).join(', ');
  throw new Error(
    `Expected values of ${place}, found those of ${kept} only. Run further, or keep them.`,
  );
}

/** Visits the values of each step in turn; a convolution whose z nobody wants does its ReLU too. */
function walk(
  network: Network,
  x: Tensor4D,
  to: string,
  pre: boolean,
  visit: (place: string, value: Tensor) => void,
): void {
  const steps = network.steps.slice(0, stepsTo(network, to));
  let value: Tensor = x;
  for (let i = 0; i < steps.length; i++) {
    const [step, next] = [steps[i], steps[i + 1]];
    if (!step) break;
    if (step.type === 'conv' && next?.type === 'relu' && !pre) {
      value = convolveAndRectify(step, value as Tensor4D);
      i++;
      visit(next.name, value);
    } else {
      value = stepForward(step, value);
      visit(step.name, value);
    }
  }
}
