import { readFileSync, writeFileSync } from 'node:fs';

import type { MapComparison } from '#numerics/attribution/compareMaps.ts';
import type { MethodRequest } from '#numerics/attribution/methods.ts';
import { cascadeMethods } from '#demos/visualization-methods/cascadeMethods.ts';
import type { AttributionMap } from '#numerics/tasks/attribution-maps.ts';
import cascade from '#numerics/tasks/visualization-methods-cascade.ts';

import { imagesOf, shippedModel } from '../tests/numerics/network/shipped.ts';
import { startWasm } from '../tests/numerics/wasm/wasmBackend.ts';
import { uninterruptedWith } from '../tests/numerics/tasks/uninterrupted.ts';

/**
 * Records what the chapter on methods shows of many pictures:
 * `node --experimental-strip-types bench/recordCascade.ts` randomises the book's network from the
 * top for the first 50 pictures of the gallery, each with random layers of its own, and writes
 * `content/chapters/visualization-methods/cascade.json`: for each method, number of random layers
 * and comparison the mean and the quartiles, and the maps of the picture that the figure opens with.
 */
const FILE = 'content/chapters/visualization-methods/cascade.json';
const PICTURES = 50; // classes take turns: five of each
const FIRST = { image: 7, seed: 1 }; // of the teaching images: a cat
const NUMBERS = 32 * 32 * 3;

const model = shippedModel('base');
const context = uninterruptedWith(model);
const round = (value: number) => Number(value.toFixed(3));
const methods = cascadeMethods.map((id) => ({ id }) as MethodRequest);

await startWasm();
const runOf = async (pixels: Uint8Array, label: string, seed: number) => {
  const classIndex = model.manifest.classes.indexOf(label);
  const steps = await cascade({ pixels, classIndex, methods, seed }, context);
  if (!steps) throw new Error('The cascade was cancelled.');
  return steps;
};

const gallery = await imagesOf('public/images/gallery.png', model.manifest);
const runs: Awaited<ReturnType<typeof runOf>>[] = [];
for (let i = 0; i < PICTURES; i++) {
  const pixels = gallery.pixels.subarray(i * NUMBERS, (i + 1) * NUMBERS);
  runs.push(await runOf(pixels, gallery.labels[i] ?? '', 1 + i));
  if (i % 10 === 0) console.log(`${i} of ${PICTURES}`);
}

/** Mean and quartiles over the pictures that have the number. */
function summary(values: (number | null)[]) {
  const there = values.filter((value) => value !== null).sort((a, b) => a - b);
  const quantile = (share: number) => there[Math.round(share * (there.length - 1))] ?? 0;
  return {
    mean: round(there.reduce((sum, value) => sum + value, 0) / there.length),
    low: round(quantile(0.25)),
    high: round(quantile(0.75)),
    pictures: there.length,
  };
}

const layers = runs[0]?.length ?? 0;
const over = (at: number, read: (map: AttributionMap) => MapComparison | null) =>
  Array.from({ length: layers }, (_, k) => {
    const found = runs.map((steps) => steps[k]?.maps[at]).map((map) => (map ? read(map) : null));
    return {
      rank: summary(found.map((entry) => entry?.rank ?? null)),
      magnitudes: summary(found.map((entry) => entry?.rankOfMagnitudes ?? null)),
      similarity: summary(found.map((entry) => entry?.similarity ?? null)),
    };
  });

function onesFor({ rank }: MapComparison): MapComparison {
  const one = rank === null ? null : 1;
  return { rank: one, rankOfMagnitudes: one, similarity: one };
}

const teaching = await imagesOf('public/images/gallery-teaching.png', model.manifest);
const first = await runOf(
  teaching.pixels.subarray(FIRST.image * NUMBERS, (FIRST.image + 1) * NUMBERS),
  teaching.labels[FIRST.image] ?? '',
  FIRST.seed,
);
const bytes = ({ values }: AttributionMap) => {
  const most = values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0) || 1;
  const levels = Int8Array.from(values, (value) => Math.round((127 * value) / most));
  return Buffer.from(levels.buffer).toString('base64');
};

writeFileSync(
  FILE,
  `${JSON.stringify({
    command: 'node --experimental-strip-types bench/recordCascade.ts',
    pictures: runs.length,
    methods: Object.fromEntries(
      cascadeMethods.map((id, at) => [
        id,
        {
          // The trained network's map is compared with itself.
          original: over(at, ({ original, edges }) => original ?? onesFor(edges)),
          edges: over(at, ({ edges }) => edges),
        },
      ]),
    ),
    first: {
      ...FIRST,
      steps: first.map(({ layer, probability, maps }) => ({
        layer,
        probability: round(probability),
        maps: maps.map((map) => ({
          values: bytes(map),
          height: map.height,
          width: map.width,
          signed: map.signed,
          original: map.original,
          edges: map.edges,
        })),
      })),
    },
  })}\n`,
);
console.log(`wrote ${FILE}, ${readFileSync(FILE).length} bytes`);
