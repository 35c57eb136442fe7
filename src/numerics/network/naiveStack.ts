import { naiveForward, type Array4D } from '../conv/naive.ts';
import type { Network } from './network.ts';

/** What a stack answers, [1,H,W,C], and how much its nearest ReLU or maximum has left to a switch. */
export interface NaiveAnswer {
  y: Array4D;
  apart: number;
}

/**
 * A stack of `randomStack` by the definitions of its layers, one image in float64: for checks that
 * must know nothing of tensors. Throws for layers that such a stack does not have.
 */
export function naiveStack(network: Network): (x: Array4D) => NaiveAnswer {
  const layers = network.steps.map((step): ((answer: NaiveAnswer) => NaiveAnswer) => {
    if (step.type === 'conv') {
      const { shape } = step.kernel;
      const kernel = { shape, values: Float64Array.from(step.kernel.dataSync()) };
      return ({ y, apart }) => ({ y: naiveForward(y, kernel, { stride: step.stride }), apart });
    }
    if (step.type === 'relu') return rectified;
    if (step.type === 'maxPool') return (answer) => pooled(answer, step.size);
    throw new Error(`Expected convolutions, ReLUs and max-poolings, found ${step.type}.`);
  });
  return (x) =>
    layers.reduce((answer, layer) => layer(answer), { y: x, apart: Number.POSITIVE_INFINITY });
}

function rectified({ y, apart }: NaiveAnswer): NaiveAnswer {
  const nearest = y.values.reduce((least, z) => Math.min(least, Math.abs(z)), apart);
  return { y: { ...y, values: y.values.map((z) => Math.max(0, z)) }, apart: nearest };
}

/** Behind a ReLU: where the largest is 0 no place has won, and the ReLUs say what is apart. */
function pooled({ y, apart }: NaiveAnswer, size: number): NaiveAnswer {
  const [, height, width, channels] = y.shape;
  const [rows, columns] = [Math.floor(height / size), Math.floor(width / size)];
  let nearest = apart;
  const values = Float64Array.from({ length: rows * columns * channels }, (_, at) => {
    const [row, column] = [
      Math.floor(at / (columns * channels)),
      Math.floor(at / channels) % columns,
    ];
    const window = Array.from({ length: size * size }, (_, i) => {
      const [r, c] = [row * size + Math.floor(i / size), column * size + (i % size)];
      return y.values[(r * width + c) * channels + (at % channels)] ?? Number.NaN;
    }).sort((a, b) => b - a);
    const [most = Number.NaN, next = Number.NaN] = window;
    if (most > 0) nearest = Math.min(nearest, most - next);
    return most;
  });
  return { y: { shape: [1, rows, columns, channels], values }, apart: nearest };
}
