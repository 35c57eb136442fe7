import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { adamStep, noMoments, type Moments } from '../training/adamOfNumbers.ts';

/** A dense layer z = x W + b: W [inputs, outputs], row by row, and b [outputs]. */
export interface DenseLayer {
  inputs: number;
  outputs: number;
  kernel: Float64Array;
  bias: Float64Array;
}

/** Dense layers with a ReLU after each but the last, whose outputs are the logits. */
export type Perceptron = readonly DenseLayer[];

/**
 * An untrained perceptron, from the numbers of its inputs, its hidden units and its classes. Weights are
 * drawn from a normal distribution of variance 2/inputs (He et al. 2015), the last layer's of 1/inputs.
 */
export function perceptron(sizes: readonly number[], seed: number): Perceptron {
  const draw = normal(mulberry32(Math.imul(seed, 0x9e3779b1)));
  return sizes.slice(1).map((outputs, i) => {
    const inputs = sizes[i] ?? 0;
    const scale = Math.sqrt((i === sizes.length - 2 ? 1 : 2) / inputs);
    return {
      inputs,
      outputs,
      kernel: Float64Array.from({ length: inputs * outputs }, () => scale * draw()),
      bias: new Float64Array(outputs),
    };
  });
}

/** The values [N, units] of the input and after each layer, for rows x [N, inputs]. */
export function forward(network: Perceptron, x: Float64Array): Float64Array[] {
  const values = [x];
  network.forEach(({ inputs, outputs, kernel, bias }, layer) => {
    const before = values[layer] ?? x;
    const rows = before.length / inputs;
    const z = new Float64Array(rows * outputs);
    for (let row = 0; row < rows; row++) {
      const out = z.subarray(row * outputs, (row + 1) * outputs);
      out.set(bias);
      for (let i = 0; i < inputs; i++) {
        const a = before[row * inputs + i] ?? 0;
        if (a === 0) continue;
        for (let o = 0; o < outputs; o++)
          out[o] = (out[o] ?? 0) + a * (kernel[i * outputs + o] ?? 0);
      }
    }
    const isLast = layer === network.length - 1;
    values.push(isLast ? z : z.map((value) => Math.max(0, value)));
  });
  return values;
}

/**
 * ∂L/∂W and ∂L/∂b of every layer, from the values of `forward` and G = ∂L/∂logits [N, classes]: for each
 * layer W's is xᵀG and b's the sum of G's rows; G Wᵀ goes on where the ReLU before it was open.
 */
export function backward(
  network: Perceptron,
  values: readonly Float64Array[],
  atLogits: Float64Array,
): DenseLayer[] {
  const gradients: DenseLayer[] = [];
  let g = atLogits;
  for (let layer = network.length - 1; layer >= 0; layer--) {
    const { inputs, outputs, kernel } = network[layer] as DenseLayer;
    const x = values[layer] ?? new Float64Array();
    const own = {
      inputs,
      outputs,
      kernel: new Float64Array(kernel.length),
      bias: new Float64Array(outputs),
    };
    const onward = new Float64Array(x.length);
    for (let row = 0; row < g.length / outputs; row++) {
      const up = g.subarray(row * outputs, (row + 1) * outputs);
      for (let o = 0; o < outputs; o++) own.bias[o] = (own.bias[o] ?? 0) + (up[o] ?? 0);
      for (let i = 0; i < inputs; i++) {
        const a = x[row * inputs + i] ?? 0;
        if (a === 0) continue;
        let sum = 0;
        for (let o = 0; o < outputs; o++) {
          const at = i * outputs + o;
          own.kernel[at] = (own.kernel[at] ?? 0) + a * (up[o] ?? 0);
          sum += (kernel[at] ?? 0) * (up[o] ?? 0);
        }
        onward[row * inputs + i] = sum;
      }
    }
    gradients.unshift(own);
    g = onward;
  }
  return gradients;
}

/** What Adam remembers of each layer. */
export type Memory = { kernel: Moments; bias: Moments }[];

/** The start: nothing remembered. */
export function noMemory(network: Perceptron): Memory {
  return network.map(({ kernel, bias }) => ({
    kernel: noMoments(kernel.length),
    bias: noMoments(bias.length),
  }));
}

/** One step of Adam, in place: of the weights, and of what it remembers. */
export function descend(
  network: Perceptron,
  gradients: readonly DenseLayer[],
  memory: Memory,
  rate: number,
): void {
  network.forEach((layer, i) => {
    const [gradient, own] = [gradients[i], memory[i]];
    if (!gradient || !own) throw new Error(`Expected a gradient and a memory for layer ${i}.`);
    adamStep(layer.kernel, gradient.kernel, own.kernel, rate);
    adamStep(layer.bias, gradient.bias, own.bias, rate);
  });
}
