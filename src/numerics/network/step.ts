import type { Tensor, Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';

import { sumBackward, sumOf, type Add } from './layers/add.ts';
import {
  listAnchors,
  listAnchorsBackward,
  strongestAnchor,
  strongestAnchorBackward,
  type Anchors,
} from './layers/anchors.ts';
import { averagePool } from './layers/averagePool.ts';
import { blurredMaxPool } from './layers/blurredMaxPool.ts';
import { padCircularly, padCircularlyBackward } from './layers/circularPadding.ts';
import { convolve, convolveBackward } from './layers/convolution.ts';
import { applyDense, denseBackward } from './layers/dense.ts';
import { convolveDepthwise, convolveDepthwiseBackward } from './layers/depthwise.ts';
import { flatten, flattenBackward } from './layers/flatten.ts';
import { average, averageBackward } from './layers/globalAverage.ts';
import { maxPool, spreadEvenly, throughSwitches, type MaxPool } from './layers/maxPool.ts';
import { rectify, rectifyBackward, type ReluRule } from './layers/relu.ts';
import type { Step } from './network.ts';

/** How a signal goes back through the steps that are not linear. */
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

/**
 * y = step(x), or of all inputs where a step takes several. Ranks are those of the layers: maps
 * [N,H,W,C], vectors [N, units], lists of anchors [N, A, classes].
 */
export function stepForward(step: Step, x: Tensor, ...more: Tensor[]): Tensor {
  const maps = x as Tensor4D;
  switch (step.type) {
    case 'conv':
      return convolve(step, maps);
    case 'depthwiseConv':
      return convolveDepthwise(step, maps);
    case 'relu':
      return rectify(x, step.ceiling);
    case 'maxPool':
      return maxPool(step, maps);
    case 'averagePool':
      return averagePool(step, maps);
    case 'blurredMaxPool':
      return blurredMaxPool(step, maps);
    case 'circularPadding':
      return padCircularly(step, maps);
    case 'globalAveragePool':
      return average(maps);
    case 'flatten':
      return flatten(maps);
    case 'dense':
      return applyDense(step, x as Tensor2D);
    case 'add':
      return sumOf([x, ...more]);
    case 'anchors':
      return listAnchors(step, [x, ...more]);
    case 'strongestAnchor':
      return strongestAnchor(x as Tensor3D);
  }
}

/** What a step needs to remember of one of its inputs; asked for only when it does. */
export interface Passage {
  /** The place of the step's input. */
  from: string;
  inputShape: () => number[];
  input: () => Tensor;
  output: () => Tensor;
}

/** A step that takes several inputs. */
type Joint = Extract<Step, Add | Anchors>;

/** The signals at the step's inputs, from the one at its output; a passage for each input. */
export function stepBackward(
  step: Step,
  upstream: Tensor,
  passages: readonly Passage[],
  rules: BackwardRules,
): Tensor[] {
  switch (step.type) {
    case 'add':
      return sumBackward(upstream, passages.length);
    case 'anchors':
      return listAnchorsBackward(
        step,
        upstream,
        passages.map(({ inputShape }) => inputShape()),
      );
    default:
      return passages.map((passage) => throughOne(step, upstream, passage, rules));
  }
}

function throughOne(
  step: Exclude<Step, Joint>,
  upstream: Tensor,
  passage: Passage,
  rules: BackwardRules,
): Tensor {
  const inputShape = () => passage.inputShape() as Tensor4D['shape'];
  switch (step.type) {
    case 'conv':
      return convolveBackward(step, upstream as Tensor4D, inputShape());
    case 'depthwiseConv':
      return convolveDepthwiseBackward(step, upstream as Tensor4D, inputShape());
    case 'relu':
      return rectifyBackward(rules.relu, upstream, passage.output(), step.ceiling);
    case 'maxPool':
      return poolBackward(step, upstream as Tensor4D, passage, rules.switches);
    case 'averagePool':
      return spreadEvenly(step, upstream as Tensor4D, inputShape());
    case 'blurredMaxPool':
      throw new Error(
        `Expected a step with a way back, found blurred max pooling at ${step.name}: its windows overlap, and no chapter asks for its gradient.`,
      );
    case 'circularPadding':
      return padCircularlyBackward(step, upstream as Tensor4D);
    case 'globalAveragePool':
      return averageBackward(upstream as Tensor2D, inputShape());
    case 'flatten':
      return flattenBackward(upstream as Tensor2D, inputShape());
    case 'dense':
      return denseBackward(step, upstream as Tensor2D);
    case 'strongestAnchor':
      return strongestAnchorBackward(upstream as Tensor2D, passage.input() as Tensor3D);
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
