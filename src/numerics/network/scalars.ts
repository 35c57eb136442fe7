import {
  cast,
  logSoftmax,
  mul,
  neg,
  oneHot,
  reshape,
  softmax,
  sub,
  sum,
  tensor,
  tidy,
  type Tensor,
  type Tensor1D,
} from '@tensorflow/tfjs-core';

/**
 * A number that each image has at some place of the network, and its derivative there: the scalar s
 * whose gradient is asked for. Images of a batch do not mix.
 */
export interface Scalar {
  place: string;
  /** s for each image: values [N,…] → [N]. */
  value(values: Tensor): Tensor1D;
  /** ∂s/∂values, shaped like the values. */
  derivative(values: Tensor): Tensor;
}

/** One class, or one for each image. */
export type Classes = number | readonly number[];

/** One unit: an entry of the maps, [row, column, channel], or of a vector, [unit]. */
export function unit(place: string, index: readonly number[]): Scalar {
  return linear(place, ([, ...shape]) => {
    const weights = new Float32Array(product(shape));
    weights[offset(index, shape, place)] = 1;
    return weights;
  });
}

/** The mean of a channel's map. */
export function channelMean(place: string, channel: number): Scalar {
  return linear(place, ([, ...shape]) => {
    const [positions, channels] = [product(shape.slice(0, -1)), shape.at(-1) ?? 1];
    offset([channel], [channels], place);
    const weights = new Float32Array(positions * channels);
    for (let at = channel; at < weights.length; at += channels) weights[at] = 1 / positions;
    return weights;
  });
}

/** The logit S_c of a class; `place` is the network's last. */
export function logit(place: string, classes: Classes): Scalar {
  return {
    place,
    value: (logits) => tidy(() => sum(mul(logits, chosen(logits, classes)), 1)),
    derivative: (logits) => chosen(logits, classes),
  };
}

/**
 * log p_c = S_c − log Σ exp S: its derivative is 1[class = c] − p. At c that is the sum of the
 * rivals' probabilities, which is still right where 1 − p_c has been rounded to 0.
 */
export function logProbability(place: string, classes: Classes): Scalar {
  return {
    place,
    value: (logits) => tidy(() => sum(mul(logSoftmax(logits), chosen(logits, classes)), 1)),
    derivative: (logits) =>
      tidy(() => {
        const own = chosen(logits, classes);
        const rivals = mul(softmax(logits), sub(1, own));
        return sub(mul(own, sum(rivals, 1, true)), rivals);
      }),
  };
}

/** p_c: its derivative is p_c (1[class = c] − p). */
export function probability(place: string, classes: Classes): Scalar {
  const ofClass = (logits: Tensor) => mul(softmax(logits), chosen(logits, classes));
  return {
    place,
    value: (logits) => tidy(() => sum(ofClass(logits), 1)),
    derivative: (logits) =>
      tidy(() => {
        const p = ofClass(logits); // p_c at c, else 0
        return sub(p, mul(softmax(logits), sum(p, 1, true)));
      }),
  };
}

/** −s: for descending where others ascend, as a loss is −log p. */
export function negative({ place, value, derivative }: Scalar): Scalar {
  return {
    place,
    value: (values) => tidy(() => neg<Tensor1D>(value(values))),
    derivative: (values) => tidy(() => neg(derivative(values))),
  };
}

/** Σ weights ⊙ values, with weights that depend on the shape [N,…] only, the same for each image. */
function linear(place: string, weightsFor: (shape: number[]) => Float32Array): Scalar {
  const derivative = ({ shape }: Tensor): Tensor => {
    const [n = 1] = shape;
    const one = weightsFor(shape);
    const all = new Float32Array(n * one.length);
    for (let i = 0; i < n; i++) all.set(one, i * one.length);
    return tensor(all, shape);
  };
  return {
    place,
    derivative,
    value: (values) =>
      tidy(() => sum(reshape(mul(values, derivative(values)), [values.shape[0] ?? 1, -1]), 1)),
  };
}

/** Ones at the chosen classes: logits [N,classes] → [N,classes]. */
function chosen({ shape }: Tensor, classes: Classes): Tensor {
  const [n = 1, count = 1] = shape;
  const list = typeof classes === 'number' ? new Array<number>(n).fill(classes) : [...classes];
  if (list.length !== n || list.some((c) => !Number.isInteger(c) || c < 0 || c >= count)) {
    throw new Error(`Expected ${n} classes from 0 to ${count - 1}, found ${list.join(', ')}.`);
  }
  return tidy(() => cast(oneHot(tensor(list, [n], 'int32'), count), 'float32'));
}

function offset(index: readonly number[], shape: number[], place: string): number {
  const inside = index.every((i, axis) => Number.isInteger(i) && i >= 0 && i < (shape[axis] ?? 0));
  if (index.length === shape.length && inside) {
    return index.reduce((at, i, axis) => at * (shape[axis] ?? 1) + i, 0);
  }
  throw new Error(
    `Expected an index within [${shape.join()}] at ${place}, found [${index.join()}].`,
  );
}

function product(sizes: number[]): number {
  return sizes.reduce((total, n) => total * n, 1);
}
