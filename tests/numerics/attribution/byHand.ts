import { tensor4d, type Tensor4D } from '@tensorflow/tfjs-core';

import type { Attribution, Question } from '#numerics/attribution/attribution.ts';
import { buildNetwork } from '#numerics/network/buildNetwork.ts';
import type { LayerDescription } from '#numerics/network/manifest.ts';
import { logit } from '#numerics/network/scalars.ts';
import { uninterrupted } from '../tasks/uninterrupted.ts';

const numbers = (shape: number[]) => ({
  parameters: 1,
  kernel: { shape, dtype: 'float32' as const, byteOffset: 0 },
  bias: { shape: shape.slice(-1), dtype: 'float32' as const, byteOffset: 0 },
});

const layers: LayerDescription[] = [
  {
    name: 'conv1',
    type: 'conv',
    kernelSize: [1, 1],
    stride: 1,
    padding: 'same',
    relu: true,
    inputShape: [1, 2, 1],
    outputShape: [1, 2, 2],
    ...numbers([1, 1, 1, 2]),
  },
  { name: 'average', type: 'globalAveragePool', inputShape: [1, 2, 2], outputShape: [2] },
  {
    name: 'logits',
    type: 'dense',
    relu: false,
    inputShape: [2],
    outputShape: [2],
    ...numbers([2, 2]),
  },
];

/**
 * A network small enough for paper: pixels x of a 1×2 image become a₁ = ReLU(x) and
 * a₂ = ReLU(½ − x); S₁ = 3 mean(a₁) − 4 mean(a₂), S₂ = −mean(a₁) + 2 mean(a₂). At x = (2, −1):
 * a₁ = (2, 0), a₂ = (0, 1½), S₁ = 3 − 3 = 0, S₂ = −1 + 1½ = ½.
 */
export function byHand(classIndex = 0, pixels = [2, -1]): Question {
  const network = buildNetwork(
    { layers },
    {
      conv1: {
        kernel: { shape: [1, 1, 1, 2], values: Float32Array.of(1, -1) },
        bias: { shape: [2], values: Float32Array.of(0, 0.5) },
      },
      logits: {
        kernel: { shape: [2, 2], values: Float32Array.of(3, -1, -4, 2) },
        bias: { shape: [2], values: Float32Array.of(0, 0) },
      },
    },
  );
  return { network, x: tensor4d(pixels, [1, 1, 2, 1]), scalar: logit('logits', classIndex) };
}

/** The numbers of a method's map. */
export async function mapOf(method: Attribution, question: Question): Promise<number[]> {
  const map: Tensor4D | null = await method(question, uninterrupted);
  if (!map) throw new Error('Expected a map, found a cancelled task.');
  const values = [...(await map.data())];
  map.dispose();
  return values;
}
