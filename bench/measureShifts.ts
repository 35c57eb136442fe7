import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { setBackend, softmax, tidy } from '@tensorflow/tfjs-core';
import sharp from 'sharp';

import { cutSheet, NUMBERS } from '#demos/network/sheet.ts';
import { translate, type Border, type Shift } from '#numerics/images/translate.ts';
import type { Operations } from '#numerics/network/changeOperations.ts';
import { preprocess } from '#numerics/network/images.ts';
import { valuesAt } from '#numerics/network/run.ts';
import { variantOf } from '#numerics/network/variantOf.ts';
import map from '#numerics/tasks/equivariance-invariance-map.ts';
import { modelsInFolder } from '#runtime/models/modelsInFolder.ts';

/**
 * Measures, on the 500 test images of the gallery, how a shift changes the answers of the book's
 * networks, and writes content/chapters/equivariance-invariance/shifts.json. Nothing is random.
 */
const OUTPUT = 'content/chapters/equivariance-invariance/shifts.json';
const RIGHT = [0, 1, 2, 3, 4, 5, 6, 7, 8, 12, 16];
const AROUND = [-1, 0, 1].flatMap((down) => [-1, 0, 1].map((right) => ({ down, right })));
const BATCH = 25;

interface Case extends Operations {
  network: string;
  border: Border;
}

const entry = fileURLToPath(import.meta.resolve('@tensorflow/tfjs-backend-wasm'));
setWasmPaths(entry.replace(/[^/\\]*$/, ''));
if (!(await setBackend('wasm'))) throw new Error('The wasm backend did not start.');
const loadModel = modelsInFolder('public/models');

const { pixels, labels } = await sheet('gallery');

async function sheet(name: string) {
  const index = JSON.parse(readFileSync(`public/images/${name}.json`, 'utf8')) as {
    columns: number;
    labels: number[];
  };
  const raw = await sharp(`public/images/${name}.png`).removeAlpha().raw().toBuffer();
  return { pixels: cutSheet(raw, 3, index), labels: index.labels };
}

/** The answers of a network to all images, moved: class and its probability of the unmoved answer. */
async function probabilities({ network, border, ...operations }: Case, by: Shift) {
  const model = await loadModel(network);
  const found: number[][] = [];
  for (let first = 0; first < labels.length; first += BATCH) {
    const moved = new Float32Array(BATCH * NUMBERS);
    for (let i = 0; i < BATCH; i++) {
      const own = pixels.subarray((first + i) * NUMBERS, (first + i + 1) * NUMBERS);
      moved.set(translate(own, [32, 32, 3], by, border), i * NUMBERS);
    }
    const batch = tidy(
      () =>
        softmax(
          valuesAt(variantOf(model, operations), preprocess(model.manifest, moved, [32, 32])),
        ).arraySync() as number[][],
    );
    found.push(...batch);
  }
  return found;
}

const answers = (rows: number[][]) => rows.map((row) => row.indexOf(Math.max(...row)));
const share = (count: number) => Math.round((1e4 * count) / labels.length) / 1e4;

async function measure(which: Case, shifts: readonly number[]) {
  const unmoved = await probabilities(which, { down: 0, right: 0 });
  const first = answers(unmoved);
  const rows = [];
  for (const right of shifts) {
    const found = right === 0 ? unmoved : await probabilities(which, { down: 0, right });
    const given = answers(found);
    const change = found.reduce((sum, row, i) => {
      const own = first[i] ?? 0;
      return sum + Math.abs((row[own] ?? 0) - (unmoved[i]?.[own] ?? 0));
    }, 0);
    rows.push({
      right,
      accuracy: share(given.filter((answer, i) => answer === labels[i]).length),
      sameAnswer: share(given.filter((answer, i) => answer === first[i]).length),
      change: Math.round((1e4 * change) / labels.length) / 1e4,
    });
  }
  console.log(JSON.stringify(which), rows.map(({ sameAnswer }) => sameAnswer).join(' '));
  return { ...which, shifts: rows };
}

/** The share of images that a shift by one pixel, to any of the eight sides, gives another answer. */
async function movedByOne(which: Case) {
  const given: number[][] = [];
  for (const by of AROUND) given.push(answers(await probabilities(which, by)));
  const first = given[4] ?? [];
  const changed = first.filter((answer, i) => given.some((other) => other[i] !== answer)).length;
  const lost = first.filter(
    (answer, i) => answer === labels[i] && given.some((other) => other[i] !== answer),
  ).length;
  console.log('one pixel', JSON.stringify(which), changed, lost);
  return { ...which, changed: share(changed), rightThatBecomeWrong: share(lost) };
}

const curves = [];
const costs = [];
for (const network of ['base', 'flat-head']) {
  for (const padding of ['zero', 'circular'] as const) {
    for (const pooling of ['max', 'blurredMax', 'average'] as const) {
      const which: Case = { network, padding, pooling, border: 'wrap' };
      if (pooling === 'average') costs.push(await measure(which, [0]));
      else curves.push(await measure(which, RIGHT));
    }
  }
  curves.push(await measure({ network, padding: 'zero', pooling: 'max', border: 'mirror' }, RIGHT));
}
const onePixel = [
  await movedByOne({ network: 'base', padding: 'zero', pooling: 'max', border: 'mirror' }),
  await movedByOne({ network: 'flat-head', padding: 'zero', pooling: 'max', border: 'mirror' }),
  await movedByOne({ network: 'base', padding: 'zero', pooling: 'blurredMax', border: 'mirror' }),
];

// The map that the chapter's figure starts with; on the build's backend it would take a minute.
const teaching = await sheet('gallery-teaching');
const DOG_ON_WHITE = 14;
const dog = teaching.pixels.slice(DOG_ON_WHITE * NUMBERS, (DOG_ON_WHITE + 1) * NUMBERS);
const first = await map(
  {
    pixels: dog,
    network: 'base',
    padding: 'zero',
    pooling: 'max',
    border: 'wrap',
    reach: 8,
    down: 0,
  },
  {
    progress: () => undefined,
    stopped: () => Promise.resolve(false),
    loadModel: (name) => loadModel(name),
  },
);
const rounded = Array.from(first ?? [], (p) => Math.round(1e4 * p) / 1e4);

const json = {
  images: labels.length,
  curves,
  costs,
  onePixel,
  firstMap: { image: DOG_ON_WHITE, rounded },
};
writeFileSync(OUTPUT, `${JSON.stringify(json)}\n`);
