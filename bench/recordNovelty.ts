import { readFileSync, writeFileSync } from 'node:fs';

import sharp from 'sharp';

import { streamDefaults } from '#demos/semantic-shift/state.ts';
import { kinds, type Kind } from '#numerics/novelty/stream.ts';
import { scoreNames } from '#numerics/novelty/familiarity.ts';
import stream from '#numerics/tasks/semantic-shift-stream.ts';

import { shippedModel } from '../tests/numerics/network/shipped.ts';
import { uninterruptedWith } from '../tests/numerics/tasks/uninterrupted.ts';
import { startWasm } from '../tests/numerics/wasm/wasmBackend.ts';
import { galleryFor } from '../tests/numerics/novelty/galleryFor.ts';
import { timed } from './timed.ts';

/**
 * Records what the chapter on semantic shift opens with:
 * `node --experimental-strip-types bench/recordNovelty.ts` reads the gallery, its known pictures
 * altered, and noise, writes the scores to `content/chapters/semantic-shift/stream.json`, and makes
 * the small pictures, for looking at only, of the stream that a reader sees first.
 */
const FILE = 'content/chapters/semantic-shift/stream.json';
const SHEET = 'public/images/semantic-shift/stream.webp';
const SIDE = 32;

await startWasm();
const made = timed();
const model = shippedModel('six');
const { pixels, labels } = await galleryFor(model.manifest.classes);
const { alteration, amount, seed } = streamDefaults;
const { means } = JSON.parse(readFileSync('training/records/novelty.json', 'utf8')) as {
  means: number[][];
};
const asVectors = { values: means.flat(), length: means[0]?.length ?? 0 };
const found = await stream(
  { pixels, labels, alteration, amount: amount / 100, seed, means: asVectors },
  uninterruptedWith(model),
);
if (!found) throw new Error('Nobody cancelled, and yet there is no stream.');
console.log(`right: ${found.right}`);

const ofKind = (kind: Kind) => {
  const { scores, answers } = found.read[kind];
  const rounded = scoreNames.map((name) => [
    name,
    scores[name].map((score) => Number(score.toFixed(4))),
  ]);
  return { scores: Object.fromEntries(rounded) as unknown, answers };
};
writeFileSync(
  FILE,
  `${JSON.stringify({
    command: 'node --experimental-strip-types bench/recordNovelty.ts',
    made: made(),
    right: found.right,
    shown: found.shown,
    read: Object.fromEntries(kinds.map((kind) => [kind, ofKind(kind)])),
  })}\n`,
);
const tiles = found.shown.map((_, i) => ({
  input: Buffer.from(found.shownPixels.subarray(i * SIDE * SIDE * 3, (i + 1) * SIDE * SIDE * 3)),
  raw: { width: SIDE, height: SIDE, channels: 3 as const },
  left: (i % 12) * SIDE,
  top: Math.floor(i / 12) * SIDE,
}));
const size = { width: 12 * SIDE, height: (SIDE * tiles.length) / 12 };
await sharp({ create: { ...size, channels: 3, background: '#fff' } })
  .composite(tiles)
  .webp({ quality: 55, effort: 6 })
  .toFile(SHEET);
