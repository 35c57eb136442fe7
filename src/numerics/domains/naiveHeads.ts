import { naiveForward, type Array4D } from '../conv/naive.ts';
import type { Weights } from '../network/weights.ts';

/**
 * Both losses of a `domainNetwork` of one convolution, written out from the definition in float64: of
 * the classes Σ q_d L_d, and of the domains, their mean cross-entropy. The witness for
 * `domainGradients`, which knows nothing of gradients. x [N,H,W,3].
 */
export function naiveHeads(
  weights: Readonly<Record<string, { kernel: ArrayLike<number>; bias: ArrayLike<number> }>>,
  x: Array4D,
  { labels, domains }: { labels: readonly number[]; domains: readonly number[] },
  groups: readonly number[],
): { classes: number; domains: number } {
  const [n, h, w] = x.shape;
  const bias = weights.conv1?.bias ?? [];
  const width = bias.length;
  const kernel: Array4D = {
    shape: [3, 3, 3, width],
    values: Float64Array.from(weights.conv1?.kernel ?? []),
  };
  const z = naiveForward(x, kernel, { padding: 'same' });
  const sizes = groups.map((_, d) => domains.filter((domain) => domain === d).length);
  let [classLoss, domainLoss] = [0, 0];
  for (let image = 0; image < n; image++) {
    const features = new Array<number>(width).fill(0);
    for (let at = 0; at < h * w * width; at++) {
      const a = Math.max(0, (z.values[image * h * w * width + at] ?? 0) + (bias[at % width] ?? 0));
      features[at % width] = (features[at % width] ?? 0) + a / (h * w);
    }
    const domain = domains[image] ?? 0;
    const hidden = dense(features, weights.detective).map((value) => Math.max(0, value));
    const share = (groups[domain] ?? 0) / (sizes[domain] ?? 1);
    classLoss += share * crossEntropy(dense(features, weights.logits), labels[image] ?? 0);
    domainLoss += crossEntropy(dense(hidden, weights.verdict), domain) / n;
  }
  return { classes: classLoss, domains: domainLoss };
}

type Layer = { kernel: ArrayLike<number>; bias: ArrayLike<number> } | undefined;

function dense(input: readonly number[], layer: Layer): number[] {
  const { kernel = [], bias = [] } = layer ?? {};
  return Array.from({ length: bias.length }, (_, o) =>
    input.reduce((sum, value, i) => sum + value * (kernel[i * bias.length + o] ?? 0), bias[o] ?? 0),
  );
}

function crossEntropy(logits: readonly number[], label: number): number {
  const total = logits.reduce((sum, score) => sum + Math.exp(score), 0);
  return Math.log(total) - (logits[label] ?? 0);
}

/** Saved weights as the witness takes them. */
export function plainWeights(
  weights: Weights,
): Record<string, { kernel: ArrayLike<number>; bias: ArrayLike<number> }> {
  const entries = Object.entries(weights).map(
    ([layer, { kernel, bias }]) => [layer, { kernel: kernel.values, bias: bias.values }] as const,
  );
  return Object.fromEntries(entries);
}
