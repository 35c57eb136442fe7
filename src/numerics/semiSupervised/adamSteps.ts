import type { DenseLayer, Perceptron } from './perceptron.ts';

/** Adam's running means of each gradient and of its square, and the steps taken. */
export interface AdamState {
  steps: number;
  m: DenseLayer[];
  v: DenseLayer[];
}

const [KEEP_MEAN, KEEP_SQUARE, EPSILON] = [0.9, 0.999, 1e-8];

/** The start: nothing remembered. */
export function adamState(network: Perceptron): AdamState {
  const zeros = () =>
    network.map((layer) => ({
      ...layer,
      kernel: new Float64Array(layer.kernel.length),
      bias: new Float64Array(layer.bias.length),
    }));
  return { steps: 0, m: zeros(), v: zeros() };
}

/** One step of Adam (Kingma and Ba 2015), in place: of the weights, and of what it remembers. */
export function adamStep(
  network: Perceptron,
  gradients: readonly DenseLayer[],
  state: AdamState,
  rate: number,
): void {
  state.steps++;
  const unbiasM = 1 - KEEP_MEAN ** state.steps;
  const unbiasV = 1 - KEEP_SQUARE ** state.steps;
  network.forEach((layer, i) => {
    for (const part of ['kernel', 'bias'] as const) {
      const [w, g] = [layer[part], gradients[i]?.[part]];
      const [m, v] = [state.m[i]?.[part], state.v[i]?.[part]];
      if (!g || !m || !v) throw new Error(`Expected a gradient and a memory for layer ${i}.`);
      for (let k = 0; k < w.length; k++) {
        const slope = g[k] ?? 0;
        m[k] = KEEP_MEAN * (m[k] ?? 0) + (1 - KEEP_MEAN) * slope;
        v[k] = KEEP_SQUARE * (v[k] ?? 0) + (1 - KEEP_SQUARE) * slope * slope;
        w[k] =
          (w[k] ?? 0) -
          (rate * (m[k] ?? 0)) / unbiasM / (Math.sqrt((v[k] ?? 0) / unbiasV) + EPSILON);
      }
    }
  });
}
