import { readFileSync, writeFileSync } from 'node:fs';

import sharp from 'sharp';

import { SIDE } from '#demos/network/sheet.ts';
import { sheetOf } from '#demos/non-semantic-shift/sheetOf.ts';
import { labDefaults, RECORDED, SHOWN } from '#demos/non-semantic-shift/state.ts';
import { looks, seedOf } from '#numerics/shift/look.ts';
import readLook, { type ReadOutput } from '#numerics/tasks/non-semantic-shift-read.ts';

import { imagesOf, shippedModel } from '../tests/numerics/network/shipped.ts';
import { galleryFor } from '../tests/numerics/novelty/galleryFor.ts';
import { uninterruptedWith } from '../tests/numerics/tasks/uninterrupted.ts';
import { startWasm } from '../tests/numerics/wasm/wasmBackend.ts';
import { timed } from './timed.ts';

/**
 * Records what the chapter on non-semantic shift opens with, and its first ten pictures:
 * `node --experimental-strip-types bench/recordLooks.ts` reads the gallery in every look and writes
 * `content/chapters/non-semantic-shift/looks.json`. The statistics of the training images are those
 * of `training/records/look-shift.json`.
 */
const FILE = 'content/chapters/non-semantic-shift/looks.json';
const RECORD = 'training/records/look-shift.json';

await startWasm();
const made = timed();
const model = shippedModel('base');
const { pixels, labels } = await galleryFor(model.manifest.classes);
const record = JSON.parse(readFileSync(RECORD, 'utf8')) as {
  source: Record<string, [number[], number[]]>;
};
const source = Object.fromEntries(
  Object.entries(record.source).map(([layer, both]) => [`${layer}.pre`, both]),
);
const { batch, order, seed } = labDefaults;
let clean: ReadOutput['clean'] | undefined;
const answers: Record<string, [string, string][]> = {};
const numbersOf = (file: string) =>
  (JSON.parse(readFileSync(`public/images/${file}.json`, 'utf8')) as { numbers: number[] }).numbers;
const inGallery = numbersOf('gallery');
const shown = SHOWN.map((i) => inGallery.indexOf(numbersOf('gallery-teaching')[i] ?? -1));
const answersTo = (all: readonly number[]) => shown.map((i) => all[i] ?? 0).join('');
const rows: Record<string, number[][]> = {};
for (const look of looks) {
  const [ofLook, said]: [number[][], [string, string][]] = [[], []];
  for (const amount of RECORDED) {
    const input = { pixels, labels, look, amount: amount / 100, batch, order, seed, source, clean };
    const found = await readLook(input, uninterruptedWith(model));
    if (!found) throw new Error('Nobody cancelled, and yet nothing was read.');
    clean = found.clean;
    const { plain, adapted, domainError } = found;
    said.push([answersTo(plain.answers), answersTo(adapted.answers)]);
    ofLook.push(
      [plain.right, plain.sure, adapted.right, adapted.sure, domainError].map((value) =>
        Number(value.toFixed(4)),
      ),
    );
    console.log(look, amount, ofLook.at(-1)?.join(' '));
  }
  rows[look] = ofLook;
  answers[look] = said;
}
writeFileSync(
  FILE,
  `${JSON.stringify({
    command: 'node --experimental-strip-types bench/recordLooks.ts',
    made: made(),
    rows,
    shown,
    answers,
  })}\n`,
);

// The ten pictures as the demo opens with them, for looking at only.
const teaching = await imagesOf('public/images/gallery-teaching.png', model.manifest);
const seeds = shown.map((number) => seedOf(seed, number, labels.length));
const sheet = sheetOf(teaching.pixels, labDefaults.look, labDefaults.amount / 100, seeds);
await sharp(sheet, { raw: { width: shown.length * SIDE, height: SIDE, channels: 3 } })
  .webp({ quality: 60, effort: 6 })
  .toFile('public/images/non-semantic-shift/prints.webp');
