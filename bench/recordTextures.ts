import { mkdirSync, writeFileSync } from 'node:fs';

import sharp from 'sharp';

import { weightedLayers } from '#numerics/network/changeWeights.ts';
import { disposeNetwork } from '#numerics/network/network.ts';
import { networkOf } from '#numerics/network/networkOf.ts';
import { randomiseLayers } from '#numerics/network/randomiseLayers.ts';
import marks from '#numerics/tasks/texture-similarity-marks.ts';
import { describePatches } from '#numerics/texture/describePatches.ts';
import { allDistances, distance } from '#numerics/texture/distances.ts';
import { equalise } from '#numerics/texture/equalise.ts';
import { GRID } from '#numerics/texture/marks.ts';
import { measures, type Measure } from '#numerics/texture/measures.ts';
import { precisionAt } from '#numerics/texture/precision.ts';
import { shuffleBlocks } from '#numerics/texture/shuffleBlocks.ts';
import {
  allPatches,
  LAST,
  patchAt,
  PATCHES,
  textureNames,
  texturesOf,
} from '#numerics/texture/textureSheet.ts';

import { shippedModel } from '../tests/numerics/network/shipped.ts';
import { uninterrupted, uninterruptedWith } from '../tests/numerics/tasks/uninterrupted.ts';
import { startWasm } from '../tests/numerics/wasm/wasmBackend.ts';

/**
 * Records what the chapter on texture similarity tells:
 * `node --experimental-strip-types bench/recordTextures.ts` lets the 48 patches of `textures.png` ask
 * for each other by every measure at every layer of `base` and of ten networks with random filters,
 * shifts and shuffles patches, and sets marks closer and wider apart. It writes
 * `content/chapters/texture-similarity/retrieval.json`.
 */
const FOLDER = 'content/chapters/texture-similarity';
const LAYERS = ['conv1', 'conv2', 'conv3', 'conv4', 'conv5'] as const;
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const K = PATCHES - 1;
const SHIFTS = [1, 2, 3, 4, 8, 16, 48];
const BLOCKS = [24, 16, 12, 8, 6, 4, 3, 2, 1];
const PITCHES = [8, 12, 16, 20, 24, 28, 32, 36, 40];

await startWasm();
const model = shippedModel('base');
const { manifest } = model;
const base = networkOf(model);
const raw = await sharp('public/images/textures.png').extractChannel(0).raw().toBuffer();
const textures = texturesOf(raw, 1);
const patches = allPatches(textures);
const labels = patches.map((_, i) => Math.floor(i / PATCHES));
const meanOf = (list: ArrayLike<number>) =>
  Array.from(list).reduce((sum, value) => sum + value, 0) / list.length;
/** Of the mean of as many independent numbers; patches of one texture are not quite that. */
const standardError = (list: Float64Array) => {
  const mean = meanOf(list);
  return Math.sqrt(meanOf(list.map((value) => (value - mean) ** 2)) / (list.length - 1));
};
const round = (value: number) => Number(value.toFixed(4));

async function described(network: typeof base, list: readonly Float32Array[], layer: string) {
  const found = await describePatches({ network, manifest }, list, layer, uninterrupted);
  if (!found) throw new Error('Nobody cancels a recording.');
  return found;
}

type ByMeasure<T> = Partial<Record<Measure, T>>;
const retrieval: Record<string, Record<string, ByMeasure<unknown>>> = {};
const byTexture: Record<string, unknown> = {};
for (const contrast of ['equal', 'own'] as const) {
  const list = contrast === 'equal' ? patches.map(equalise) : patches;
  const byLayer: Record<string, ByMeasure<unknown>> = {};
  const summed = new Float64Array(labels.length ** 2);
  for (const layer of LAYERS) {
    const trained = await described(base, list, layer);
    const random: ByMeasure<number[]> = {};
    for (const seed of SEEDS) {
      const network = randomiseLayers(base, weightedLayers(base), seed);
      const found = await described(network, list, layer);
      for (const measure of measures) {
        const distances = allDistances(measure, found[measure]);
        (random[measure] ??= []).push(meanOf(precisionAt(K, distances, labels)));
      }
      disposeNetwork(network);
    }
    const row: ByMeasure<unknown> = {};
    for (const measure of measures) {
      const distances = allDistances(measure, trained[measure]);
      const precision = precisionAt(K, distances, labels);
      const draws = random[measure] ?? [];
      row[measure] = {
        trained: round(meanOf(precision)),
        error: round(standardError(precision)),
        random: round(meanOf(draws)),
        least: round(Math.min(...draws)),
        most: round(Math.max(...draws)),
      };
      if (measure === 'gram') {
        const scale = meanOf(distances.map((d) => d * d));
        distances.forEach((d, at) => (summed[at] = (summed[at] ?? 0) + (d * d) / scale));
      }
      if (contrast === 'equal' && layer === 'conv3') {
        byTexture[measure] = textureNames.map((_, t) =>
          round(meanOf(precision.subarray(t * PATCHES, (t + 1) * PATCHES))),
        );
      }
    }
    byLayer[layer] = row;
    console.log(contrast, layer, JSON.stringify(row));
  }
  const together = round(meanOf(precisionAt(K, summed, labels)));
  retrieval[contrast] = { ...byLayer, together: { gram: { trained: together } } };
  console.log(contrast, 'all layers together', together);
}

/** Each distance as a share of that to the nearest patch of another texture, mean over textures. */
const moved: Record<string, Record<string, ByMeasure<number>>> = {};
const nearestOther: Record<string, ByMeasure<number[]>> = {};
for (const layer of LAYERS) {
  const rows: Record<string, ByMeasure<number[]>> = {};
  const all = await described(base, patches.map(equalise), layer);
  for (const [t, texture] of textures.entries()) {
    const at = (column: number) => equalise(patchAt(texture, LAST.row / 2, column));
    const own = at(0);
    const changed = [
      ...SHIFTS.map((by) => ({ name: `shift ${by}`, patch: at(by) })),
      ...BLOCKS.flatMap((block) =>
        SEEDS.map((seed) => ({ name: `blocks ${block}`, patch: shuffleBlocks(own, block, seed) })),
      ),
    ];
    const found = await described(base, [own, ...changed.map(({ patch }) => patch)], layer);
    for (const measure of measures) {
      const [first = new Float32Array(), ...rest] = found[measure];
      const others = all[measure]
        .filter((_, i) => labels[i] !== t)
        .map((other) => distance(measure, first, other));
      const nearest = Math.min(...others);
      for (const [i, { name }] of changed.entries()) {
        const share = distance(measure, first, rest[i] ?? first) / nearest;
        ((rows[name] ??= {})[measure] ??= []).push(share);
      }
    }
  }
  moved[layer] = Object.fromEntries(
    Object.entries(rows).map(([name, row]) => [
      name,
      Object.fromEntries(
        Object.entries(row).map(([measure, shares]) => [measure, round(meanOf(shares))]),
      ),
    ]),
  );
  const { pixels = [], gram = [] } = rows['shift 3'] ?? {};
  nearestOther[layer] = { pixels: pixels.map(round), gram: gram.map(round) };
  console.log(layer, JSON.stringify(moved[layer]));
}

/** ‖μμᵀ‖ beside ‖T‖, mean over the patches: how much of the Gram matrix the means are. */
const meansShare: Record<string, number> = {};
for (const layer of LAYERS) {
  const { means, gram } = await described(base, patches.map(equalise), layer);
  const squares = (list: Float32Array = new Float32Array()) =>
    list.reduce((sum, value) => sum + value * value, 0);
  meansShare[layer] = round(
    meanOf(means.map((mu, i) => squares(mu) / Math.sqrt(squares(gram[i])))),
  );
}

const board = Array.from({ length: GRID * GRID }, (_, i) => (Math.floor(i / GRID) + i) % 2 === 0);
const halves = board.map((_, i) => i % GRID < GRID / 2);
const one = halves.map((cross, i) => (i === 0 ? !cross : cross));
const pitches: Record<string, unknown> = {};
for (const pitch of PITCHES) {
  const rows = await marks({ a: board, b: halves, pitch }, uninterruptedWith(model));
  pitches[pitch] = rows?.map(({ seesTwo, difference }) => [
    seesTwo,
    Number(difference.toPrecision(3)),
  ]);
}
const flipped = await marks({ a: halves, b: one, pitch: 40 }, uninterruptedWith(model));

mkdirSync(FOLDER, { recursive: true });
writeFileSync(
  `${FOLDER}/retrieval.json`,
  `${JSON.stringify({
    command: 'node --experimental-strip-types bench/recordTextures.ts',
    patches: labels.length,
    k: K,
    seeds: SEEDS,
    retrieval,
    byTexture,
    moved,
    meansShare,
    shiftedByThree: nearestOther,
    marks: pitches,
    flipped: flipped?.map(({ difference }) => Number(difference.toPrecision(3))),
  })}\n`,
);
