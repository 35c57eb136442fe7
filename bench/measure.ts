import {
  Conv2D,
  Conv2DBackpropFilter,
  Conv2DBackpropInput,
  engine,
  tensor4d,
  type Tensor,
  type Tensor4D,
} from '@tensorflow/tfjs-core';

import { mulberry32 } from '#numerics/random.ts';
import { STOCK_INPUT_GRADIENT } from '#numerics/wasm/registerConvGradientKernels.ts';

import type { BenchLayer } from './layers.ts';

/** Medians in milliseconds of one call. Stock wasm has no filter gradient to measure. */
export interface LayerTimes {
  forward: number;
  inputGradient: number;
  filterGradient: number;
  stockInputGradient: number;
  stockFilterGradient: null;
}

/** Rounds with tensors of their own; their median counts. */
const ROUNDS = 8;

/** A browser's clock ticks every 0.1 ms, so a burst repeats the call for at least this long. */
const BURST_MS = 3;

/**
 * In a round the fastest of up to five bursts counts: one during which another program had the
 * core says nothing about ours. No more are begun after 100 ms.
 */
const BURSTS = 5;
const SAMPLE_MS = 100;

/**
 * Times the four kernels on one layer, on the backend that is running, which has to be wasm with
 * the book's gradients. The four take turns, each being first as often: a busy moment of the
 * machine, or of the garbage collector after the tensors are made, falls on all alike.
 */
export function measureLayer(layer: BenchLayer, batch: number): LayerTimes {
  const samples: Record<string, number[]> = {};
  for (let round = 0; round < ROUNDS; round++) {
    const { calls, dispose } = prepare(layer, batch, round + 1);
    for (const [name, call] of rotated(Object.entries(calls), round)) {
      (samples[name] ??= []).push(sample(call));
    }
    dispose();
  }
  return {
    forward: median(samples['forward']),
    inputGradient: median(samples['inputGradient']),
    filterGradient: median(samples['filterGradient']),
    stockInputGradient: median(samples['stockInputGradient']),
    stockFilterGradient: null,
  };
}

function prepare(
  { side, kernelSide, cin, cout }: BenchLayer,
  batch: number,
  seed: number,
): { calls: Record<string, () => void>; dispose: () => void } {
  const random = mulberry32(seed);
  const x = randomTensor([batch, side, side, cin], random);
  const filter = randomTensor([kernelSide, kernelSide, cin, cout], random);
  const dy = randomTensor([batch, side, side, cout], random);
  const layer = { strides: [1, 1], pad: 'same', dataFormat: 'NHWC', dilations: [1, 1] };
  const run = (kernel: string, inputs: Record<string, Tensor>, shape: object) => (): void => {
    const result = engine().runKernel(kernel, inputs, { ...layer, ...shape });
    (result as Tensor).dispose();
  };
  const toInput = { inputShape: x.shape };
  const calls = {
    forward: run(Conv2D, { x, filter }, {}),
    inputGradient: run(Conv2DBackpropInput, { dy, filter }, toInput),
    filterGradient: run(Conv2DBackpropFilter, { x, dy }, { filterShape: filter.shape }),
    stockInputGradient: run(STOCK_INPUT_GRADIENT, { dy, filter }, toInput),
  };
  return { calls, dispose: () => [x, filter, dy].forEach((tensor) => tensor.dispose()) };
}

/** Milliseconds of a call, once its weights are packed. */
function sample(call: () => void): number {
  call();
  let fastest = Number.POSITIVE_INFINITY;
  const start = performance.now();
  for (let i = 0; i < BURSTS && performance.now() - start < SAMPLE_MS; i++) {
    fastest = Math.min(fastest, burst(call));
  }
  return fastest;
}

function burst(call: () => void): number {
  const start = performance.now();
  let count = 0;
  let elapsed = 0;
  while (elapsed < BURST_MS) {
    call();
    count++;
    elapsed = performance.now() - start;
  }
  return elapsed / count;
}

function rotated<T>(items: T[], by: number): T[] {
  const at = by % items.length;
  return [...items.slice(at), ...items.slice(0, at)];
}

function median(values: number[] = []): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function randomTensor(shape: [number, number, number, number], random: () => number): Tensor4D {
  const size = shape.reduce((total, n) => total * n, 1);
  return tensor4d(
    Float32Array.from({ length: size }, () => 2 * random() - 1),
    shape,
  );
}
