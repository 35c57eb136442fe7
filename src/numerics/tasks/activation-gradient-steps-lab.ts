import { dispose, reshape, slice, square, sum, tidy, type Tensor4D } from '@tensorflow/tfjs-core';

import { backwardStages } from '../attribution/backwardStages.ts';
import { middleQuarter } from '../attribution/middleQuarter.ts';
import { shareInBox, type PixelRectangle } from '../attribution/shareInBox.ts';
import { preprocess } from '../network/images.ts';
import { layerViews } from '../network/layerViews.ts';
import type { LayerDescription } from '../network/manifest.ts';
import { INPUT } from '../network/network.ts';
import { networkOf } from '../network/networkOf.ts';
import { activationAt, run } from '../network/run.ts';
import { unit } from '../network/scalars.ts';
import { pixelsSeen, rectangleOf } from '../receptiveField.ts';
import type { ModelContext } from './context.ts';

/** A picture of the network's size, RGB from 0 to 255; a unit of a convolution layer. */
export interface UnitInput {
  pixels: ArrayLike<number>;
  layer: string;
  channel: number;
  row: number;
  column: number;
  /** What is differentiated: the pre-activation z, or a = max(0, z). */
  of: 'z' | 'a';
}

/** What has arrived at one place on the way back. */
export interface Stage {
  /** 'conv3', 'conv3.pre', …, 'input'. */
  place: string;
  height: number;
  width: number;
  channels: number;
  /** Σ over channels of the signal's magnitudes, row by row. */
  strength: Float32Array;
  /** What the unit sees of this layer. */
  box: PixelRectangle;
  /** Positions where the signal is not exactly zero, in the box and outside of it. */
  inside: number;
  outside: number;
}

export interface UnitOutput {
  /** z of the whole channel, row by row. */
  map: Float32Array;
  height: number;
  width: number;
  z: number;
  /** From the one-hot signal at the unit down to the image. */
  stages: Stage[];
  /** ∂/∂x, the three colours added; x from −1 to 1. */
  gradient: Float32Array;
  /** Share of the gradient's energy (its squares) in the middle quarter of the box; null for zeros. */
  centre: number | null;
  /** What of the box that quarter is. */
  quarter: PixelRectangle;
}

/** The four steps: a unit, the way there no further than its layer, a one-hot signal, the way back. */
export default async function steps(input: UnitInput, context: ModelContext): Promise<UnitOutput> {
  const model = await context.loadModel('base', (fraction) => context.progress(fraction));
  const { layers, input: expected } = model.manifest;
  const [h, w] = expected.shape;
  const network = networkOf(model);
  const { layer, channel, row, column, of } = input;
  const last = layers.findIndex(({ name }) => name === layer);
  const below = layers.slice(0, Math.max(0, last)).reverse();
  const own = of === 'z' ? [`${layer}.pre`] : [layer, `${layer}.pre`];
  const stops = [...own, ...below.map(({ name }) => name), INPUT];

  const found = tidy(() => {
    const x = preprocess(model.manifest, input.pixels, [h, w]);
    const activations = run(network, x, { to: layer, pre: true });
    const scalar = unit(own[0] ?? layer, [row, column, channel]);
    const { stages, gradient } = backwardStages(network, activations, scalar, stops);
    const z = activationAt(activations, `${layer}.pre`) as Tensor4D;
    const [, rows, columns] = z.shape;
    return {
      map: reshape(slice(z, [0, 0, 0, channel], [1, rows, columns, 1]), [rows, columns]),
      strengths: stages.map(({ strength }) => strength),
      gradient: sum(gradient, -1),
      energy: sum(square(gradient), -1),
    };
  });
  const [map, gradient, energy, ...strengths] = await Promise.all([
    found.map.data<'float32'>(),
    found.gradient.data<'float32'>(),
    found.energy.data<'float32'>(),
    ...found.strengths.map((strength) => strength.data<'float32'>()),
  ]);
  const [height, width] = found.map.shape as [number, number];
  dispose(found);

  const stages = stops.map((place, i): Stage => {
    const strength = Float32Array.from(strengths[i] ?? []);
    const at = layers.findIndex(({ name }) => name === place.replace('.pre', ''));
    const [rows = h, columns = w, channels = 3] = layers[at]?.outputShape ?? [];
    const box = seenOf(layers.slice(at + 1, last + 1), [rows, columns], [row, column]);
    const counts = nonZero(strength, columns, box);
    return { place, height: rows, width: columns, channels, strength, box, ...counts };
  });
  const box = stages.at(-1)?.box ?? { row: 0, column: 0, height: h, width: w };
  const quarter = middleQuarter(box);
  return {
    map: Float32Array.from(map),
    height,
    width,
    z: map[row * width + column] ?? Number.NaN,
    stages,
    gradient: Float32Array.from(gradient),
    centre: shareInBox(energy, w, quarter),
    quarter,
  };
}

/** What a unit at the end of these layers sees of what goes into them; itself, if there are none. */
function seenOf(
  between: readonly LayerDescription[],
  size: [number, number],
  position: [number, number],
): PixelRectangle {
  const view = layerViews(between, size)[between.at(-1)?.name ?? INPUT];
  if (!view) return { row: position[0], column: position[1], height: 1, width: 1 };
  return rectangleOf(pixelsSeen(view, position, size));
}

function nonZero(values: Float32Array, width: number, box: PixelRectangle) {
  let [inside, outside] = [0, 0];
  values.forEach((value, i) => {
    if (value === 0) return;
    const [row, column] = [Math.floor(i / width) - box.row, (i % width) - box.column];
    if (row >= 0 && row < box.height && column >= 0 && column < box.width) inside++;
    else outside++;
  });
  return { inside, outside };
}
