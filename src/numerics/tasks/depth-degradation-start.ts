import { dispose } from '@tensorflow/tfjs-core';

import { deepLoss } from '../depth/deepLoss.ts';
import { drawDeep } from '../depth/deepNetwork.ts';
import {
  batchOf,
  kernelNorms,
  networkOf,
  type DeepTrial,
  type LabelledPictures,
} from '../depth/study.ts';

/** An untrained network's loss, and the norm of the loss's gradient by each of its kernels. */
export interface StartOutput {
  loss: number;
  norms: number[];
}

/** One way there and one way back through an untrained network, with all of these pictures. */
export default async function start({
  trial,
  pictures,
}: {
  trial: DeepTrial;
  pictures: LabelledPictures;
}): Promise<StartOutput> {
  const network = networkOf(trial);
  const weights = drawDeep(network, trial.seed);
  const x = batchOf(pictures, [...pictures.labels.keys()]);
  const { loss, logits, gradients } = deepLoss(network, weights, x, pictures.labels);
  const norms = await kernelNorms(network, gradients);
  const [value = Number.NaN] = await loss.data();
  dispose([x, loss, logits, ...Object.values(weights), ...Object.values(gradients)]);
  return { loss: value, norms };
}
