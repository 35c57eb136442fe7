/**
 * The layers of an architecture before it has weights: what each does, and nothing of what it has
 * learned. Windows are square; sizes, strides, dilations, groups and channels are whole numbers of
 * at least 1, paddings (zeros on every side) of at least 0.
 */
export type Layer =
  | Convolution
  | Pool
  | Relu
  | BatchNorm
  | LocalResponseNorm
  | GlobalAveragePool
  | Flatten
  | Dense
  | Sum;

/** Every layer has a name, by which tables and errors call it. */
interface Named {
  readonly name: string;
}

/** A window that slides: H' = ⌊(H + 2p − d(k−1) − 1)/s⌋ + 1, for a pool with d = 1. */
export interface SlidingWindow extends Named {
  /** k: the side of the window. */
  readonly kernel: number;
  /** s; 1 unless given. */
  readonly stride?: number;
  /** p; 0 unless given. */
  readonly padding?: number;
}

/** C_out filters. With g groups, each of them sees C_in/g of the input channels. */
export interface Convolution extends SlidingWindow {
  readonly type: 'conv';
  /** C_out: how many maps come out. */
  readonly channels: number;
  /** d; 1 unless given. */
  readonly dilation?: number;
  /** g; 1 unless given. */
  readonly groups?: number;
  /** Whether each filter has a bias; it has one unless this is false. */
  readonly bias?: boolean;
}

/** The largest or the mean value of each window, channel by channel. */
export interface Pool extends SlidingWindow {
  readonly type: 'maxPool' | 'averagePool';
}

/** a = max(0, z), value by value. */
export interface Relu extends Named {
  readonly type: 'relu';
}

/** Each channel standardised, then scaled and shifted by two learned numbers. */
export interface BatchNorm extends Named {
  readonly type: 'batchNorm';
}

/** AlexNet's division by the energy of neighbouring channels; nothing in it is learned. */
export interface LocalResponseNorm extends Named {
  readonly type: 'localResponseNorm';
}

/** The mean of each map: [height, width, channels] becomes [channels]. */
export interface GlobalAveragePool extends Named {
  readonly type: 'globalAveragePool';
}

/** All values in one row: [height, width, channels] becomes [height · width · channels]. */
export interface Flatten extends Named {
  readonly type: 'flatten';
}

/** Every output from every input, each pair with a weight of its own. */
export interface Dense extends Named {
  readonly type: 'dense';
  /** n_out. */
  readonly units: number;
  /** Whether each output has a bias; it has one unless this is false. */
  readonly bias?: boolean;
}

/** Chains side by side from one input, whose outputs are added. An empty chain passes it on. */
export interface Sum extends Named {
  readonly type: 'sum';
  readonly branches: readonly (readonly Layer[])[];
}

/** Maps [height, width, channels], or a vector [units]; one example, without the batch. */
export type Shape = readonly [height: number, width: number, channels: number] | readonly [number];

/** A chain of layers from an input of one shape. */
export interface Architecture {
  readonly name: string;
  readonly inputShape: Shape;
  readonly layers: readonly Layer[];
}

/** How many numbers a shape holds. */
export function sizeOf(shape: Shape): number {
  return shape.reduce((product: number, n) => product * n, 1);
}
