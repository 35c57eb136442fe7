import {
  add,
  div,
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
  tensor1d,
  tidy,
  tile,
  type Scalar,
  type Tensor,
  type Tensor2D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';

import { convLayer, pair, reluLayer, weight } from './deepLayers.ts';
import { planOf, type DeepNetwork } from './deepNetwork.ts';
import { inTurn, type Named, type Passed } from './pullback.ts';

/** The mean cross-entropy of a batch, its logits [N,classes] and ∂L/∂w by name. */
export interface DeepLoss {
  loss: Scalar;
  logits: Tensor2D;
  gradients: Named;
}

/** The maps before the global average, with the way back. */
function body(network: DeepNetwork, weights: Named, x: Tensor4D): Passed {
  const { first, pairs } = planOf(network);
  return inTurn(x, [
    convLayer(weights, first),
    reluLayer,
    ...pairs.map((plan) => pair(weights, plan, network.skips)),
  ]);
}

/** The logits, from maps [N,h,w,C]: their mean over the places, then a dense layer. */
function head(weights: Named, maps: Tensor4D): { features: Tensor2D; logits: Tensor2D } {
  const features = mean<Tensor2D>(maps, [1, 2]);
  const product = matMul(features, weight<Tensor2D>(weights, 'dense.kernel'));
  return { features, logits: add(product, weight(weights, 'dense.shift')) };
}

/**
 * One way there and one way back through a whole network in training: the loss L = −(1/N) Σ log
 * p(label) and its gradient by every weight, batch norm by the batch's own statistics.
 * x [N,H,W,3] with H and W divisible by 4.
 */
export function deepLoss(
  network: DeepNetwork,
  weights: Named,
  x: Tensor4D,
  labels: readonly number[],
): DeepLoss {
  return tidy(() => {
    const { out: maps, back } = body(network, weights, x);
    const { features, logits } = head(weights, maps);
    const target = oneHot(tensor1d([...labels], 'int32'), network.classes);
    const loss = neg(mean(sum(mul(logSoftmax(logits), target), 1))) as Scalar;

    // At the logits: softmax minus label, over N.
    const top = div<Tensor2D>(sub(softmax(logits), target), labels.length);
    const gradients: Named = {
      'dense.kernel': matMul(features, top, true, false),
      'dense.shift': sum(top, 0),
    };
    const kernel = weight<Tensor2D>(weights, 'dense.kernel');
    back(spread(matMul(top, kernel, false, true), maps), gradients);
    return { loss, logits, gradients };
  });
}

/** The logits [N,classes] alone, with the batch's own statistics. */
export function deepLogits(network: DeepNetwork, weights: Named, x: Tensor4D): Tensor2D {
  return tidy(() => head(weights, body(network, weights, x).out).logits);
}

/** Back through a global average: every place of a map gets an equal share. */
function spread(upstream: Tensor2D, maps: Tensor4D): Tensor4D {
  const [n, h, w, c] = maps.shape;
  return div(tile(reshape(upstream, [n, 1, 1, c]), [1, h, w, 1]) as Tensor, h * w);
}
