import type { Model } from '#numerics/network/model.ts';
import { normal } from '#numerics/normal.ts';
import { mulberry32 } from '#numerics/random.ts';

/** Rows, columns and classes of the pictures. */
export const [H, W, CLASSES] = [4, 8, 3];
export const NUMBERS = H * W * 3;

/** A network with nothing but a dense layer on the pixels: its scores are linear. */
export function linearModel(seed: number): Model {
  const draw = normal(mulberry32(seed));
  const weights = Float32Array.from({ length: NUMBERS * CLASSES + CLASSES }, () => 0.3 * draw());
  const floats = (shape: number[], byteOffset: number) => ({
    shape,
    dtype: 'float32' as const,
    byteOffset,
  });
  const layers: Model['manifest']['layers'] = [
    { name: 'flat', type: 'flatten', inputShape: [H, W, 3], outputShape: [NUMBERS] },
    {
      name: 'logits',
      type: 'dense',
      relu: false,
      inputShape: [NUMBERS],
      outputShape: [CLASSES],
      parameters: NUMBERS * CLASSES + CLASSES,
      kernel: floats([NUMBERS, CLASSES], 0),
      bias: floats([CLASSES], 4 * NUMBERS * CLASSES),
    },
  ];
  return {
    manifest: {
      input: {
        shape: [H, W, 3],
        range: [0, 255],
        preprocessing: { divideBy: 127.5, add: -1 },
      },
      classes: ['a', 'b', 'c'],
      layers,
    } as unknown as Model['manifest'],
    weights: weights.buffer,
  };
}
