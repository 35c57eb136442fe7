import { argMax, dispose, tidy } from '@tensorflow/tfjs-core';

import { blowUp } from '../images/blowUp.ts';
import { preprocess } from '../network/images.ts';
import { layerViews } from '../network/layerViews.ts';
import { networkOf } from '../network/networkOf.ts';
import { valuesAt } from '../network/run.ts';
import { stitchedMaps } from '../network/stitchedMaps.ts';
import type { ModelContext } from './context.ts';

/** A picture, and which of the last maps: a channel, or all of them weighed for the answer. */
export interface BlownInput {
  /** RGB, 0 to 255, of the network's size. */
  pixels: ArrayLike<number>;
  map: 'evidence' | 'channel';
  channel: number;
}

/** A place of the fine grid. */
interface Peak {
  row: number;
  column: number;
  value: number;
}

export interface BlownOutput {
  /** The map as the layer gives it, `units` a side. */
  coarse: Float32Array;
  units: number;
  /** The same, enlarged bilinearly, and what the units say at every pixel; `side` a side. */
  smooth: Float32Array;
  true: Float32Array;
  side: number;
  jump: number;
  /** Of the numbers in between, which share of the true map's variance the smooth one explains. */
  explained: number;
  smoothPeak: Peak;
  truePeak: Peak;
  /** The class that the network answers. */
  answer: number;
}

/** The layer whose maps are blown up, and the one that weighs them. */
const [MAPS, HEAD] = ['conv5', 'logits'];

/** An 8×8 map blown up, beside what its units say when they are asked at every pixel. */
export default async function blown(
  { pixels, map, channel }: BlownInput,
  context: ModelContext,
): Promise<BlownOutput> {
  const model = await context.loadModel('base', (fraction) => context.progress(fraction / 2));
  const [h, w] = model.manifest.input.shape;
  const network = networkOf(model);
  const view = layerViews(model.manifest.layers, [h, w])[MAPS];
  const head = network.steps.find(({ name }) => name === HEAD);
  if (head?.type !== 'dense' || !view) throw new Error(`Expected ${MAPS} and a dense ${HEAD}.`);
  const [jump] = view.jump;
  const [units] = view.units;

  const x = preprocess(model.manifest, pixels, [h, w]);
  const best = tidy(() => argMax(valuesAt(network, x), 1));
  const [answer = 0] = await best.data();
  const weights = await head.kernel.data();
  const classes = head.kernel.shape[1];
  const stitched = await stitchedMaps(network, x, MAPS, jump);
  dispose([x, best]);

  const { channels, width: side } = stitched;
  // The class's evidence: its share of S_c at each place, but for the bias (chapter grad-cam, CAM).
  const share = (k: number) =>
    map === 'channel' ? Number(k === channel) : (weights[k * classes + answer] ?? 0);
  const fine = Float32Array.from({ length: side * side }, (_, place) => {
    let sum = 0;
    for (let k = 0; k < channels; k++) {
      sum += share(k) * (stitched.values[place * channels + k] ?? Number.NaN);
    }
    return sum;
  });
  const isSample = (i: number) => Math.floor(i / side) % jump === 0 && (i % side) % jump === 0;
  const coarse = fine.filter((_, i) => isSample(i));
  const smooth = blowUp({ values: coarse, height: units, width: units }, jump).values;
  const between = (values: Float32Array) => values.filter((_, i) => !isSample(i));
  return {
    coarse,
    units,
    smooth,
    true: fine,
    side,
    jump,
    explained: explainedShare(between(fine), between(smooth)),
    smoothPeak: peakOf(smooth, side),
    truePeak: peakOf(fine, side),
    answer,
  };
}

/** 1 − Σ (value − guess)² / Σ (value − mean)²; NaN when the values are all one. */
function explainedShare(values: Float32Array, guesses: Float32Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  let [left, all] = [0, 0];
  values.forEach((value, i) => {
    left += (value - (guesses[i] ?? Number.NaN)) ** 2;
    all += (value - mean) ** 2;
  });
  return all === 0 ? Number.NaN : 1 - left / all;
}

function peakOf(values: Float32Array, side: number): Peak {
  const value = values.reduce((most, next) => Math.max(most, next), Number.NEGATIVE_INFINITY);
  const at = values.indexOf(value);
  return { row: Math.floor(at / side), column: at % side, value };
}
