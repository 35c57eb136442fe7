import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import sharp from 'sharp';

import { coloursOf, halved, levelsOf, moved, SHOWN } from '#demos/alexnet/photograph.ts';
import { colourDefaults } from '#demos/alexnet/state.ts';
import { bare } from '#numerics/alexnet/ingredients.ts';
import { study, type AlexnetTrial } from '#numerics/alexnet/study.ts';
import race, { type Lane } from '#numerics/tasks/alexnet-race.ts';

import { uninterrupted } from '../tests/numerics/tasks/uninterrupted.ts';
import { imagesOf, shippedModel } from '../tests/numerics/network/shipped.ts';
import { startWasm } from '../tests/numerics/wasm/wasmBackend.ts';
import { timed } from './timed.ts';

/**
 * Records the small networks of the chapter on AlexNet, each trained by the task that the page runs:
 * `node --experimental-strip-types bench/recordAlexnet.ts` writes `content/chapters/alexnet/live.json`,
 * ReLU and tanh, bare, at several learning rates over three seeds, from two starts. What is there already is not
 * trained again. It also saves the two photographs with which the colour demo opens, as WebP with
 * losses (quality 80), in `public/images/alexnet/`; with `--pictures` nothing else.
 */
const FILE = 'content/chapters/alexnet/live.json';
const PICTURES = 'public/images/alexnet';
const SEEDS = [1, 2, 3];
const RATES = [0.0025, 0.005, 0.01, 0.02, 0.04, 0.08];
/** The start stretched threefold, at some of the rates. */
const STRETCHED = { by: 3, rates: [0.01, 0.02, 0.04] };

const trialsOf = (rates: readonly number[], stretch: number): AlexnetTrial[] =>
  SEEDS.flatMap((seed) =>
    rates.flatMap((rate) =>
      (['relu', 'tanh'] as const).map((activation) => ({
        ingredients: { ...bare, activation },
        stretch,
        rate,
        seed,
      })),
    ),
  );
const trials = [...trialsOf(RATES, 1), ...trialsOf(STRETCHED.rates, STRETCHED.by)];

interface Run extends Lane {
  trial: AlexnetTrial;
}

const file = await sharp('public/images/chelsea-224.png').removeAlpha().raw().toBuffer();
const photograph = halved(file, 3);
const levels = levelsOf(coloursOf(photograph), colourDefaults);
mkdirSync(PICTURES, { recursive: true });
for (const [name, pixels] of [
  ['photo', photograph],
  ['shifted', moved(photograph, levels)],
] as const) {
  const raw = { width: SHOWN, height: SHOWN, channels: 3 } as const;
  await sharp(pixels, { raw }).webp({ quality: 80, effort: 6 }).toFile(`${PICTURES}/${name}.webp`);
}
if (process.argv.includes('--pictures')) process.exit();

await startWasm();
const made = timed(FILE);
const { manifest } = shippedModel('base');
const { pixels, labels } = await imagesOf('public/images/gallery.png', manifest);
const pictures = { pixels, labels: labels.map((label) => manifest.classes.indexOf(label)) };

const runs: Run[] = existsSync(FILE)
  ? (JSON.parse(readFileSync(FILE, 'utf8')) as { runs: Run[] }).runs
  : [];
for (const trial of trials) {
  if (runs.some((run) => JSON.stringify(run.trial) === JSON.stringify(trial))) continue;
  const begun = performance.now();
  const lanes = await race({ trials: [trial], pictures }, uninterrupted);
  const short = (shares: readonly number[]) => shares.map((share) => Number(share.toFixed(4)));
  for (const { learned, fresh } of lanes ?? []) {
    runs.push({ trial, learned: short(learned), fresh: short(fresh) });
  }
  console.log(JSON.stringify(trial), ((performance.now() - begun) / 1000).toFixed(1), 's');
  const command = 'node --experimental-strip-types bench/recordAlexnet.ts';
  const head = JSON.stringify({ command, made: made(), study });
  const lines = runs.map((run) => JSON.stringify(run)).join(',\n');
  writeFileSync(FILE, `${head.slice(0, -1)},"runs":[\n${lines}\n]}\n`);
}
