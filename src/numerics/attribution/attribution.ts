import type { Tensor4D } from '@tensorflow/tfjs-core';

import type { Network } from '../network/network.ts';
import type { Scalar } from '../network/scalars.ts';
import type { TaskContext } from '../tasks/context.ts';

/** What is asked of every method: which places of these images matter to this scalar, and how? */
export interface Question {
  network: Network;
  /** Preprocessed images [N,H,W,C]. Each is answered on its own. */
  x: Tensor4D;
  /** Whose value is to be explained: a class's logit, a unit, … */
  scalar: Scalar;
}

/**
 * A method's answer to a question: signed maps, one for each image, which the caller disposes of;
 * null when the reader has cancelled. Methods that work on pixels give [N,H,W,C], one number an
 * entry of the image; occlusion gives [N,H,W,1]; CAM and Grad-CAM give [N,u,v,1], a number a
 * position of the layer's maps. What is drawn of it (absolute value, largest colour, enlargement)
 * is decided afterwards: see `pixelMaps.ts`.
 */
export type Attribution = (question: Question, context: TaskContext) => Promise<Tensor4D | null>;
