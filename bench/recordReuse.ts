import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';

import sharp from 'sharp';

import { letters } from '#numerics/transfer/letters.ts';
import { CLASSES, course, targets, TESTED_EACH, type Target } from '#numerics/transfer/study.ts';
import { starts, type Start } from '#numerics/transfer/starts.ts';
import probe, { PROBED_EACH } from '#numerics/tasks/transfer-learning-limits-probe.ts';
import train, { type TransferTrial } from '#numerics/tasks/transfer-learning-limits-train.ts';

import { shippedModel } from '../tests/numerics/network/shipped.ts';
import { galleryFor } from '../tests/numerics/novelty/galleryFor.ts';
import { uninterruptedWith } from '../tests/numerics/tasks/uninterrupted.ts';
import { startWasm } from '../tests/numerics/wasm/wasmBackend.ts';
import { timed, type Made } from './timed.ts';

/**
 * Records the probes and trainings with which the chapter on the limits of transfer opens, by the tasks that
 * the page runs: `node --experimental-strip-types bench/recordReuse.ts` writes
 * `content/chapters/transfer-learning-limits/live.json`, and the small pictures of both targets. What
 * is in the file is kept. `probes`, or a target and a start, as argument: only these; such parts can be
 * computed side by side.
 */
const FOLDER = 'public/images/transfer-learning-limits';
const FILE = 'content/chapters/transfer-learning-limits/live.json';
const HELD_OUT = ['deer', 'dog', 'frog', 'truck'];
const SEED = 1;
const EACH = [5, 20];
const SIDE = 32;

interface Entry {
  target: Target;
  start?: Start;
  each?: number;
}

interface Live {
  command: string;
  made: Made;
  each: readonly number[];
  course: typeof course;
  probes: (Entry & Record<string, unknown>)[];
  /** After each part, right answers of 100. */
  trainings: (TransferTrial & { right: number[] })[];
}

await startWasm();
const made = timed(FILE);
const model = shippedModel('six');
const photographs = await galleryFor(HELD_OUT);
const [first, second] = process.argv.slice(2);

if (!first) await drawSheet();
for (const target of targets) {
  if (first && first !== 'probes') continue;
  if (recorded().probes.some((of) => of.target === target)) continue;
  const found = await probe({ target, photographs, seed: SEED }, uninterruptedWith(model));
  add('probes', { target, seed: SEED, ...found });
}
for (const target of targets) {
  for (const start of starts) {
    if (first && (first !== target || second !== start)) continue;
    for (const each of EACH) {
      const trial = { target, start, each, seed: SEED };
      const isThere = recorded().trainings.some(
        (of) => of.target === target && of.start === start && of.each === each,
      );
      if (isThere) continue;
      const begun = performance.now();
      const history = await train({ trial, photographs }, uninterruptedWith(model));
      const right = (history ?? []).map(({ fresh }) => TESTED_EACH * CLASSES - fresh);
      console.log(
        JSON.stringify(trial),
        JSON.stringify(right),
        Math.round(performance.now() - begun),
      );
      add('trainings', { ...trial, right });
    }
  }
}

/** The file as it is, perhaps by another process, or an empty one. */
function recorded(): Live {
  if (existsSync(FILE)) return JSON.parse(readFileSync(FILE, 'utf8')) as Live;
  const command = 'node --experimental-strip-types bench/recordReuse.ts';
  return { command, made: made(), each: PROBED_EACH, course, probes: [], trainings: [] };
}

/** Writes one more entry, in the order in which a single process would have come to it. */
function add<Part extends 'probes' | 'trainings'>(part: Part, entry: Live[Part][number]): void {
  const live = recorded();
  const order = ({ target, start, each }: Entry) =>
    100 * targets.indexOf(target) +
    (start ? 10 * starts.indexOf(start) + EACH.indexOf(each ?? 0) : 0);
  const entries = [...live[part], entry].sort((a, b) => order(a) - order(b));
  const text = JSON.stringify({ ...live, made: made(), [part]: entries }, (_, value: unknown) =>
    typeof value === 'number' ? Number(value.toFixed(4)) : value,
  );
  writeFileSync(FILE, `${text}\n`);
}

/** Two pictures of each class of both targets, in two rows. */
async function drawSheet() {
  const near = HELD_OUT.flatMap((_, label) =>
    [...photographs.labels.keys()].filter((i) => photographs.labels[i] === label).slice(0, 2),
  ).map((i) => photographs.pixels.subarray(i * SIDE * SIDE * 3, (i + 1) * SIDE * SIDE * 3));
  const drawn = letters(2, 1);
  const far = [0, 4, 1, 5, 2, 6, 3, 7].map((i) =>
    drawn.pixels.subarray(i * SIDE * SIDE * 3, (i + 1) * SIDE * SIDE * 3),
  );
  const tiles = [...near, ...far].map((pixels, i) => ({
    input: Buffer.from(pixels),
    raw: { width: SIDE, height: SIDE, channels: 3 as const },
    left: (i % 8) * SIDE,
    top: Math.floor(i / 8) * SIDE,
  }));
  mkdirSync(FOLDER, { recursive: true });
  await sharp({ create: { width: 8 * SIDE, height: 2 * SIDE, channels: 3, background: '#fff' } })
    .composite(tiles)
    .webp({ quality: 60, effort: 6 })
    .toFile(`${FOLDER}/targets.webp`);
}
