import {
  add,
  div,
  keep,
  logSoftmax,
  matMul,
  mean,
  mul,
  neg,
  oneHot,
  reshape,
  softmax,
  sub,
  sum,
  tensor,
  tensor1d,
  tidy,
  zeros,
  type Scalar,
  type Tensor,
  type Tensor2D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';

import { weight } from '../depth/deepLayers.ts';
import { inTurn, type Named, type Passed } from '../depth/pullback.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import type { Ingredients } from './ingredients.ts';
import { activation, convolution, pooling } from './layers.ts';
import { published } from './response.ts';
import { responseNorm } from './responseNorm.ts';

/** Two convolutions, each pooled, and two dense layers: four layers with weights. */
export interface SmallAlexnetSize {
  /** Pixels a side of the pictures; divisible by 4. */
  side: number;
  /** Maps of the two convolutions, and the side of their kernels. */
  maps: readonly [number, number];
  kernel: number;
  /** Units of the hidden dense layer. */
  hidden: number;
  classes: number;
}

/** The mean cross-entropy of a batch, its logits [N,classes] and ∂L/∂w by name. */
export interface SmallAlexnetLoss {
  loss: Scalar;
  logits: Tensor2D;
  gradients: Named;
}

/**
 * The weights of an untrained network, from a normal distribution of variance g²/fan-in, g² being 2
 * for ReLU, 25/9 for tanh (PyTorch's gains, as in the record) and 1 for the last layer; biases 0.
 * All but the last layer's are multiplied by `stretch`: by more than 1, and tanh starts saturated.
 * But for a factor a seed gives the same kernels whatever the ingredients. Kept; `dispose` frees them.
 */
export function drawSmallAlexnet(
  { side, maps, kernel, hidden, classes }: SmallAlexnetSize,
  { activation: kind }: Pick<Ingredients, 'activation'>,
  seed: number,
  stretch = 1,
): Named {
  const draw = normal(mulberry32(Math.imul(seed, 0x9e3779b1)));
  const gain = kind === 'relu' ? Math.SQRT2 : 5 / 3;
  const weights: Named = {};
  const layer = (name: string, shape: number[], factor: number) => {
    const outputs = shape.at(-1) ?? 1;
    const size = shape.reduce((product, n) => product * n, 1);
    const deviation = (stretch * factor) / Math.sqrt(size / outputs);
    const values = Float32Array.from({ length: size }, () => deviation * draw());
    weights[`${name}.kernel`] = keep(tensor(values, shape));
    weights[`${name}.shift`] = keep(zeros([outputs]));
  };
  layer('conv1', [kernel, kernel, 3, maps[0]], gain);
  layer('conv2', [kernel, kernel, ...maps], gain);
  layer('dense1', [(side / 4) ** 2 * maps[1], hidden], gain);
  layer('dense2', [hidden, classes], 1 / stretch); // its deviation is not stretched
  return weights;
}

/** Convolution, activation, perhaps response normalisation, pooling; twice. */
function body({ activation: kind, response, overlap }: Ingredients, weights: Named, x: Tensor4D) {
  const stage = (name: string) => [
    convolution(weights, name),
    activation(kind),
    ...(response === null
      ? []
      : [(a: Tensor4D): Passed => responseNorm(a, { ...published, alpha: response })]),
    pooling(overlap),
  ];
  return inTurn(x, [...stage('conv1'), ...stage('conv2')]);
}

/**
 * One way there and one way back: L = −(1/N) Σ log p(label) and its gradient by every weight.
 * x [N,side,side,3]. `mask` [N,hidden] multiplies the hidden dense units, 0 or 1/(1 − rate), in
 * training with dropout; null is the network in use.
 */
export function smallAlexnetLoss(
  ingredients: Ingredients,
  weights: Named,
  x: Tensor4D,
  labels: readonly number[],
  mask: Tensor2D | null,
): SmallAlexnetLoss {
  return tidy(() => {
    const { maps, flat, hidden, kept, logits } = forwards(ingredients, weights, x, mask);
    const classes = logits.shape[1];
    const target = oneHot(tensor1d([...labels], 'int32'), classes);
    const loss = neg(mean(sum(mul(logSoftmax(logits), target), 1))) as Scalar;

    // At the logits: softmax minus label, over N.
    const top = div<Tensor2D>(sub(softmax(logits), target), labels.length);
    const atKept = matMul(top, weight<Tensor2D>(weights, 'dense2.kernel'), false, true);
    const atHidden = reshape(mask ? mul(atKept, mask) : atKept, hidden.out.shape) as Tensor4D;
    const gradients: Named = {
      'dense2.kernel': matMul(kept, top, true, false),
      'dense2.shift': sum(top, 0),
    };
    const g = reshape(hidden.back(atHidden, gradients), kept.shape) as Tensor2D;
    gradients['dense1.kernel'] = matMul(flat, g, true, false);
    gradients['dense1.shift'] = sum(g, 0);
    const below = matMul(g, weight<Tensor2D>(weights, 'dense1.kernel'), false, true);
    maps.back(reshape(below, maps.out.shape), gradients);
    return { loss, logits, gradients };
  });
}

/** The logits [N,classes] alone. */
export function smallAlexnetLogits(
  ingredients: Ingredients,
  weights: Named,
  x: Tensor4D,
  mask: Tensor2D | null = null,
): Tensor2D {
  return tidy(() => forwards(ingredients, weights, x, mask).logits);
}

function forwards(ingredients: Ingredients, weights: Named, x: Tensor4D, mask: Tensor2D | null) {
  const maps = body(ingredients, weights, x);
  const flat = reshape(maps.out, [x.shape[0], -1]) as Tensor2D;
  const z = dense(weights, 'dense1', flat);
  // As maps of one place, so that the activations' code serves here, too.
  const hidden = activation(ingredients.activation)(reshape(z, [z.shape[0], 1, 1, z.shape[1]]));
  const a = reshape(hidden.out, z.shape) as Tensor2D;
  const kept: Tensor2D = mask ? mul(a, mask) : a;
  return { maps, flat, hidden, kept, logits: dense(weights, 'dense2', kept) };
}

function dense(weights: Named, name: string, x: Tensor2D): Tensor2D {
  const product: Tensor = matMul(x, weight<Tensor2D>(weights, `${name}.kernel`));
  return add(product, weight(weights, `${name}.shift`));
}
