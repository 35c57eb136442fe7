import { dispose, slice, tensor4d, type Tensor } from '@tensorflow/tfjs-core';

import { drawWeights } from '../architectures/drawWeights.ts';
import { outputShape } from '../architectures/outputShape.ts';
import type { Shape } from '../architectures/layer.ts';
import { runLayer, type RunnableLayer } from '../architectures/runLayer.ts';
import type { TaskContext } from './context.ts';

/** A picture of 32×32, RGB from 0 to 255, row by row; a legal chain; where its weights come from. */
export interface ChainInput {
  pixels: ArrayLike<number>;
  layers: readonly RunnableLayer[];
  seed: number;
}

/** What one layer of the chain makes of the picture. */
export interface ChainStep {
  /** [H,W,C], or [n] for a vector. */
  shape: Shape;
  /** The first few channels, [H,W,shown] with all rows and columns; a vector has H = W = 1. */
  maps: Float32Array;
  shown: number;
  /** The largest magnitude of these maps; 1 if they are all zero. */
  scale: number;
}

/** Pixels of a side of the picture. */
const SIDE = 32;
/** As many channels of each layer are sent to be drawn; a vector has more room. */
const [MAPS, VALUES] = [8, 32];

/** The maps after every layer of a chain with weights by lot; x runs from −1 to 1. */
export default async function chain(input: ChainInput, context: TaskContext): Promise<ChainStep[]> {
  const { layers, pixels, seed } = input;
  const steps: ChainStep[] = [];
  let x: Tensor = tensor4d(
    Float32Array.from(pixels, (value) => value / 127.5 - 1),
    [1, SIDE, SIDE, 3],
  );
  let shape: Shape = [SIDE, SIDE, 3];
  try {
    for (const [index, layer] of layers.entries()) {
      // A stream of its own for each place, so that a change leaves the layers before as they are.
      const weights = drawWeights(layer, shape, 1000 * seed + index);
      const y = runLayer(layer, x, weights);
      dispose(x);
      x = y;
      shape = outputShape(layer, shape);
      steps.push(await stepOf(x, shape));
      context.progress((index + 1) / layers.length);
      if (await context.stopped()) break;
    }
  } finally {
    dispose(x);
  }
  return steps;
}

async function stepOf(y: Tensor, shape: Shape): Promise<ChainStep> {
  const shown = Math.min(shape.at(-1) ?? 0, shape.length === 1 ? VALUES : MAPS);
  const first = slice(
    y,
    y.shape.map(() => 0),
    [...y.shape.slice(0, -1), shown],
  );
  const maps = Float32Array.from(await first.data());
  first.dispose();
  const scale = maps.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  return { shape, maps, shown, scale };
}
