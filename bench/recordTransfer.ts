import { mkdirSync, writeFileSync } from 'node:fs';

import sharp from 'sharp';

import { labDefaults, settingsOf, type LabState } from '#demos/gram-matrix/state.ts';
import { shippedPicture } from '#demos/gram-matrix/shippedPicture.ts';
import { squareOf } from '#numerics/images/squareOf.ts';
import transfer, { type TransferReport } from '#numerics/tasks/gram-matrix-transfer.ts';

import { shippedModel } from '../tests/numerics/network/shipped.ts';
import { startWasm } from '../tests/numerics/wasm/wasmBackend.ts';
import { uninterruptedWith } from '../tests/numerics/tasks/uninterrupted.ts';

/**
 * Records the transfers that the chapter on the Gram matrix shows and speaks of:
 * `node --experimental-strip-types bench/recordTransfer.ts` makes them by the page's own task, writes
 * `content/chapters/gram-matrix/transfers.json`, and saves the pictures, for looking at only, as WebP.
 */
const FILE = 'content/chapters/gram-matrix/transfers.json';
const PICTURES = 'public/images/gram-matrix';

const noisy = { start: 'noise', contentPlace: 'conv3', balance: 0.5, steps: 300 } as const;
const runs: Record<string, Partial<LabState>> = {
  result: {},
  right: noisy,
  card: { ...noisy, byGram: true },
  'right, seed 2': { ...noisy, seed: 2 },
  'card, seed 2': { ...noisy, byGram: true, seed: 2 },
  'right, seed 3': { ...noisy, seed: 3 },
  'card, seed 3': { ...noisy, byGram: true, seed: 3 },
  'card from the content': { byGram: true },
  'a tenth': { balance: 0 },
  tenfold: { balance: 2 },
  covariances: { centred: true },
  'conv1 only': { weights: [1, 0, 0, 0, 0] },
  'conv4 only': { weights: [0, 0, 0, 1, 0] },
  'random filters': { filters: 'random' },
};
const SAVED = ['result', 'right', 'card'];

await startWasm();
const context = uninterruptedWith(shippedModel('base'));
mkdirSync(PICTURES, { recursive: true });
const digits = (value: number) => Number(value.toPrecision(4));

async function save(name: string, pixels: ArrayLike<number>, side: number): Promise<void> {
  const raw = { width: side, height: side, channels: 3 as const };
  const levels = Uint8Array.from(pixels, (value) => Math.round(value));
  await sharp(levels, { raw }).webp({ quality: 60, effort: 6 }).toFile(`${PICTURES}/${name}.webp`);
}

const { side } = labDefaults;
const [content, style] = await Promise.all([
  shippedPicture(labDefaults.content),
  shippedPicture(labDefaults.style),
]);
await save('content', squareOf(content, side).pixels, side);
await save('style', style.pixels, style.width);

const only = process.argv.slice(2);
const recorded: Record<string, object> = {};
for (const [name, change] of Object.entries(runs)) {
  if (only.length > 0 && !only.includes(name)) continue;
  const settings = settingsOf({ ...labDefaults, ...change });
  const began = performance.now();
  const found = await transfer({ content, style, settings }, context);
  if (!found) throw new Error('Nobody cancelled, and yet there is no picture.');
  recorded[name] = { change, ...numbersOf(found) };
  console.log(
    name,
    Math.round(performance.now() - began),
    'ms',
    JSON.stringify(numbersOf(found)).slice(0, 400),
  );
  if (SAVED.includes(name)) await save(name, found.pixels, side);
  else if (only.length > 0 || process.env.LOOK)
    await sharp(found.pixels, { raw: { width: side, height: side, channels: 3 } })
      .png()
      .toFile(`/tmp/look-${name.replaceAll(' ', '-')}.png`);
  if (only.length === 0) {
    const command = 'node --experimental-strip-types bench/recordTransfer.ts';
    writeFileSync(FILE, `${JSON.stringify({ command, runs: recorded })}\n`);
  }
}

function numbersOf(found: TransferReport) {
  const { history } = found;
  return {
    step: found.step,
    layers: found.layers.map(({ place, loss, ofContent }) => ({
      place,
      loss: digits(loss),
      ofContent: digits(ofContent),
    })),
    contentLoss: digits(found.contentLoss),
    contentSize: digits(found.contentSize),
    pixelCorrelation: digits(found.pixelCorrelation),
    featureCorrelation: digits(found.featureCorrelation),
    history: history
      .filter((_, i) => i % 10 === 0)
      .map(({ content: c, style: s }) => ({ content: digits(c), style: digits(s) })),
  };
}
