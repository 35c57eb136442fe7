import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';

import { convolve, convolveBackward } from './layers/convolution.ts';
import { applyDense, denseBackward } from './layers/dense.ts';
import { flatten, flattenBackward } from './layers/flatten.ts';
import { average, averageBackward } from './layers/globalAverage.ts';
import { maxPool, spreadEvenly, throughSwitches, type MaxPool } from './layers/maxPool.ts';
import { rectify, rectifyBackward, type ReluRule } from './layers/relu.ts';
import type { Step } from './network.ts';

/** How a signal goes back through the two kinds of steps that are not linear. */
export interface BackwardRules {
  relu: ReluRule;
  /**
   * Where max pooling sends the signal: to the places that held the maxima in this pass, in another
   * image's pass (its activations), or, switches forgotten, evenly to the whole window.
   */
  switches: 'own' | 'forgotten' | Readonly<Record<string, Tensor>>;
}

/** The rules that give the gradient. */
export const GRADIENT: BackwardRules = { relu: 'gradient', switches: 'own' };

/** y = step(x). Ranks are those of the layers: maps [N,H,W,C], vectors [N, units]. */
export function stepForward(step: Step, x: Tensor): Tensor {
  const maps = x as Tensor4D;
  switch (step.type) {
    case 'conv':
      return convolve(step, maps);
    case 'relu':
      return rectify(x);
    case 'maxPool':
      return maxPool(step, maps);
    case 'globalAveragePool':
      return average(maps);
    case 'flatten':
      return flatten(maps);
    case 'dense':
      return applyDense(step, x as Tensor2D);
  }
}

/** What a step needs to remember of the way there; asked for only when it does. */
export interface Passage {
  /** The place of the step's input. */
  from: string;
  inputShape: () => number[];
  input: () => Tensor;
  output: () => Tensor;
}

/** The signal at the step's input, from the one at its output. */
export function stepBackward(
  step: Step,
  upstream: Tensor,
  passage: Passage,
  rules: BackwardRules,
): Tensor {
  const inputShape = () => passage.inputShape() as Tensor4D['shape'];
  switch (step.type) {
    case 'conv':
      return convolveBackward(step, upstream as Tensor4D, inputShape());
    case 'relu':
      return rectifyBackward(rules.relu, upstream, passage.output());
    case 'maxPool':
      return poolBackward(step, upstream as Tensor4D, passage, rules.switches);
    case 'globalAveragePool':
      return averageBackward(upstream as Tensor2D, inputShape());
    case 'flatten':
      return flattenBackward(upstream as Tensor2D, inputShape());
    case 'dense':
      return denseBackward(step, upstream as Tensor2D);
  }
}

function poolBackward(
  step: Step & MaxPool,
  upstream: Tensor4D,
  { from, inputShape, input, output }: Passage,
  switches: BackwardRules['switches'],
): Tensor4D {
  if (switches === 'forgotten') {
    return spreadEvenly(step, upstream, inputShape() as Tensor4D['shape']);
  }
  const own = switches === 'own';
  const [x, y] = own ? [input(), output()] : [switches[from], switches[step.name]];
  if (!x || !y) throw new Error(`Expected values of ${from} and ${step.name} for the switches.`);
  return throughSwitches(step, upstream, x as Tensor4D, y as Tensor4D);
}
