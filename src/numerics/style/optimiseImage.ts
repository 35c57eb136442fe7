import {
  clipByValue,
  dispose,
  mul,
  stack,
  sub,
  tensor4d,
  tidy,
  type Tensor4D,
} from '@tensorflow/tfjs-core';

import type { TaskContext } from '../tasks/context.ts';
import { moments, type AdamMemory } from '../training/moments.ts';
import type { TransferLoss } from './transferLoss.ts';

/** An image on its way [1,H,W,3], as plain numbers, and all that it takes to go on. */
export interface ImageSoFar {
  shape: Tensor4D['shape'];
  values: Float32Array;
  memory: AdamMemory;
  /** Each term of the loss, unweighted, of the images before every step taken. */
  losses: number[][];
}

export interface ImageOptions {
  /** The number of steps in all, those taken before included. */
  steps: number;
  /** η: about how far a value moves in a step. */
  rate: number;
  /** The values a pixel may have; default: −1 to 1. */
  range?: readonly [number, number];
  /** Hears of the image after every `every` steps; the next step waits for what it returns. */
  every?: number;
  onImage?: (image: ImageSoFar) => unknown;
}

/**
 * Lowers a loss of an image by changing the image: Adam's steps against its gradient, each clipped
 * to the range. Starts where `from` is; the same steps in parts or at once give the same image. null
 * when the reader has cancelled. No tensor is left behind.
 */
export async function optimiseImage(
  from: Pick<ImageSoFar, 'shape' | 'values'> & Partial<ImageSoFar>,
  lossOf: (x: Tensor4D) => TransferLoss,
  { steps, rate, range: [least, most] = [-1, 1], every = 0, onImage }: ImageOptions,
  context: TaskContext,
): Promise<ImageSoFar | null> {
  const memory = moments(from.memory);
  const losses = [...(from.losses ?? [])];
  let x = tensor4d(from.values, from.shape);
  const soFar = async (): Promise<ImageSoFar> => ({
    shape: from.shape,
    values: Float32Array.from(await x.data()),
    memory: await memory.save(),
    losses: [...losses],
  });
  try {
    for (let step = losses.length + 1; step <= steps; step++) {
      if (await context.stopped()) return null;
      memory.begin();
      const { next, values } = tidy(() => {
        const loss = lossOf(x);
        const direction = memory.direction('image', loss.gradient);
        const moved = clipByValue(sub<Tensor4D>(x, mul(direction, rate)), least, most);
        return { next: moved, values: stack(loss.values) };
      });
      losses.push([...(await values.data())]);
      dispose([x, values]);
      x = next;
      context.progress(step / steps);
      if (every > 0 && step < steps && step % every === 0) await onImage?.(await soFar());
    }
    return await soFar();
  } finally {
    x.dispose();
    memory.dispose();
  }
}
