import { naiveForward, type Array4D } from '../conv/naive.ts';

/** The weights of a `smallNetwork` in float64: a kernel and biases for each convolution, then dense. */
export interface NaiveWeights {
  convolutions: readonly { kernel: Array4D; bias: ArrayLike<number> }[];
  /** [features, classes], row by row. */
  dense: { kernel: ArrayLike<number>; bias: ArrayLike<number> };
}

/**
 * The mean cross-entropy of a `smallNetwork`, written out from the definition in float64: the witness
 * for `lossGradients`, which knows nothing of gradients. x [N,H,W,C], H and W even at each pooling.
 */
export function naiveLoss(weights: NaiveWeights, x: Array4D, labels: readonly number[]): number {
  const { convolutions, dense } = weights;
  let maps = x;
  convolutions.forEach(({ kernel, bias }, i) => {
    if (i > 0) maps = pooled(maps);
    const z = naiveForward(maps, kernel, { padding: 'same' });
    const channels = z.shape[3];
    const values = z.values.map((value, at) => Math.max(0, value + (bias[at % channels] ?? 0)));
    maps = { shape: z.shape, values };
  });
  const [n, h, w, features] = maps.shape;
  const classes = dense.bias.length;
  let loss = 0;
  for (let image = 0; image < n; image++) {
    const logits = Array.from({ length: classes }, (_, c) => dense.bias[c] ?? 0);
    for (let at = 0; at < h * w; at++) {
      for (let k = 0; k < features; k++) {
        const a = (maps.values[(image * h * w + at) * features + k] ?? 0) / (h * w);
        for (let c = 0; c < classes; c++) {
          logits[c] = (logits[c] ?? 0) + a * (dense.kernel[k * classes + c] ?? 0);
        }
      }
    }
    const total = Math.log(logits.reduce((sum, score) => sum + Math.exp(score), 0));
    loss += (total - (logits[labels[image] ?? 0] ?? 0)) / n;
  }
  return loss;
}

/** The maximum of every window of 2×2. */
function pooled({ shape, values }: Array4D): Array4D {
  const [n, h, w, c] = shape;
  const small: Array4D = {
    shape: [n, h / 2, w / 2, c],
    values: new Float64Array((n * h * w * c) / 4).fill(-Infinity),
  };
  values.forEach((value, i) => {
    const [row, column] = [Math.floor(i / (w * c)) % h, Math.floor(i / c) % w];
    const image = Math.floor(i / (h * w * c));
    const place = (image * (h / 2) + Math.floor(row / 2)) * (w / 2) + Math.floor(column / 2);
    const at = place * c + (i % c);
    small.values[at] = Math.max(small.values[at] ?? -Infinity, value);
  });
  return small;
}
