import { reshape, slice, tidy, type Tensor4D } from '@tensorflow/tfjs-core';

import { preprocess } from '../network/images.ts';
import { layerViews } from '../network/layerViews.ts';
import { networkOf } from '../network/networkOf.ts';
import { valuesAt } from '../network/run.ts';
import { pixelsSeen } from '../receptiveField.ts';
import type { ModelContext } from './context.ts';

/** Many pictures, RGB from 0 to 255, one after the other; a channel of a layer. */
export interface TopPatchesInput {
  pixels: Uint8Array;
  layer: string;
  channel: number;
  /** How many patches are wanted. */
  count: number;
}

/** Where a channel responds most within one picture, and the pixels that its unit sees there. */
export interface Patch {
  picture: number;
  value: number;
  row: number;
  column: number;
  rows: [number, number];
  columns: [number, number];
}

/** Pictures at once: some 40 ms on wasm, soon enough to show progress and to hear of a stop. */
const BATCH = 25;

/**
 * The patches that make a channel respond most, strongest first, at most one of each picture. What
 * has been found so far when the reader stops.
 */
export default async function topPatches(
  input: TopPatchesInput,
  context: ModelContext,
): Promise<Patch[]> {
  const { pixels, layer, channel, count } = input;
  const model = await context.loadModel('base');
  const { layers, input: expected } = model.manifest;
  const [h, w, colours] = expected.shape;
  const network = networkOf(model);
  const view = layerViews(layers, [h, w])[layer];
  if (!view) throw new Error(`Expected a layer of the network, found '${layer}'.`);

  const each = h * w * colours;
  const total = pixels.length / each;
  const best: Patch[] = [];
  for (let first = 0; first < total && !(await context.stopped()); first += BATCH) {
    const batch = pixels.subarray(first * each, (first + BATCH) * each);
    const map = tidy(() => {
      const values = valuesAt(network, preprocess(model.manifest, batch, [h, w]), layer);
      const [n = 1, rows = 1, columns = 1, channels = 1] =
        values.rank === 2 ? [values.shape[0], 1, 1, values.shape[1]] : values.shape;
      const maps: Tensor4D = reshape(values, [n, rows, columns, channels]);
      return slice(maps, [0, 0, 0, channel], [n, rows, columns, 1]);
    });
    const [n, rows, columns] = map.shape;
    const responses = Float32Array.from(await map.data());
    map.dispose();
    for (let i = 0; i < n; i++) {
      const own = responses.subarray(i * rows * columns, (i + 1) * rows * columns);
      const at = own.reduce((top, value, here) => (value > (own[top] ?? 0) ? here : top), 0);
      const [row, column] = [Math.floor(at / columns), at % columns];
      const seen = pixelsSeen(view, [row, column], [h, w]);
      best.push({ picture: first + i, value: own[at] ?? 0, row, column, ...seen });
    }
    context.progress(Math.min(1, (first + n) / total));
  }
  return best.sort((a, b) => b.value - a.value).slice(0, count);
}
