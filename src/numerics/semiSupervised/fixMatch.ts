import { backward, forward, type DenseLayer, type Perceptron } from './perceptron.ts';
import { pseudoLabels, softmaxRows } from './pseudoLabels.ts';

/** Views in a step, [N, inputs] each: labelled ones with labels, and those of the pool, two of each. */
export interface Step {
  labelled: Float64Array;
  labels: readonly number[];
  /** The views that are asked, row by row, … */
  asked: Float64Array;
  /** … and the views of the same examples that learn the answer. */
  taught: Float64Array;
}

/**
 * L = L_s + L_u and its gradient by all weights.
 * L_s = (1/B) Σ −log p(y|x), over the labelled views.
 * L_u = (1/μB) Σ 1[max q ≥ τ] (−log p(ŷ|x′)), over the
 * pool: q is the answer to the asked view, ŷ = arg max q,
 * x′ the taught view. q is a constant here.
 */
export function fixMatch(
  network: Perceptron,
  { labelled, labels, asked, taught }: Step,
  threshold: number,
): { loss: number; gradients: DenseLayer[] } {
  const [inputs, classes] = [network[0]?.inputs ?? 0, network.at(-1)?.outputs ?? 0];
  const said = pseudoLabels(logitsOf(network, asked), classes);

  const x = new Float64Array(labelled.length + taught.length);
  x.set(labelled);
  x.set(taught, labelled.length);
  const targets = [...labels, ...said.map(({ label }) => label)];
  const weights = [
    ...labels.map(() => 1 / labels.length),
    ...said.map(({ confidence }) => (confidence >= threshold ? 1 / said.length : 0)),
  ];

  const values = forward(network, x);
  const p = softmaxRows(values.at(-1) ?? x, classes);
  let loss = 0;
  // At the logits: weight times (softmax minus label).
  const g = Float64Array.from(p);
  for (let row = 0; row < x.length / inputs; row++) {
    const [target = 0, weight = 0] = [targets[row], weights[row]];
    if (weight > 0) loss -= weight * Math.log(p[row * classes + target] ?? 0);
    for (let c = 0; c < classes; c++) {
      const own = c === target ? 1 : 0;
      g[row * classes + c] = weight * ((p[row * classes + c] ?? 0) - own);
    }
  }
  return { loss, gradients: backward(network, values, g) };
}

/** The logits of rows [N, inputs]. */
export function logitsOf(network: Perceptron, x: Float64Array): Float64Array {
  return forward(network, x).at(-1) ?? x;
}
