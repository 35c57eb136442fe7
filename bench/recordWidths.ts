import { existsSync, readFileSync, writeFileSync } from 'node:fs';

import {
  parametersOfWidth,
  WIDTHS,
  widthStudy,
  type WidthTrial,
} from '#numerics/regression/widthStudy.ts';
import train from '#numerics/tasks/model-size-and-estimation-error-train.ts';

import { uninterrupted } from '../tests/numerics/tasks/uninterrupted.ts';
import { startWasm } from '../tests/numerics/wasm/wasmBackend.ts';
import { timed } from './timed.ts';

/**
 * Records the networks of several widths of the chapter on model size, each trained by the task that the
 * page runs: `node --experimental-strip-types bench/recordWidths.ts` writes
 * `content/chapters/model-size-and-estimation-error/widths.json`. Runs that are in the file are kept.
 */
const FILE = 'content/chapters/model-size-and-estimation-error/widths.json';
const SEEDS = [1, 2, 3, 4, 5, 6];
const EXAMPLES = 100;

interface Run extends WidthTrial {
  parameters: number;
  /** After each part, wrong answers on the labels learned and on the fresh figures. */
  wrong: number[][];
}

await startWasm();
const made = timed(FILE);
const known = existsSync(FILE)
  ? (JSON.parse(readFileSync(FILE, 'utf8')) as { runs: Run[] }).runs
  : [];
const runs: Run[] = [];
for (const seed of SEEDS) {
  for (const width of WIDTHS) {
    for (const noise of [0, 0.2]) {
      const trial = { examples: EXAMPLES, noise, seed, width };
      const old = known.find(
        (run) => run.seed === seed && run.width === width && run.noise === noise,
      );
      runs.push(old ?? (await record(trial)));
      write();
    }
  }
}

async function record(trial: WidthTrial): Promise<Run> {
  const began = performance.now();
  const history = await train({ trial }, uninterrupted);
  if (!history) throw new Error('Nobody cancels a recording.');
  const last = history.at(-1);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(JSON.stringify(trial), JSON.stringify(last), seconds, 's');
  const wrong = history.map(({ training, fresh }) => [training, fresh]);
  return { ...trial, parameters: parametersOfWidth(trial.width), wrong };
}

function write() {
  const command = 'node --experimental-strip-types bench/recordWidths.ts';
  const lines = runs.map((run) => JSON.stringify(run)).join(',\n');
  writeFileSync(
    FILE,
    `${JSON.stringify({ command, made: made(), study: widthStudy }).slice(0, -1)},"runs":[\n${lines}\n]}\n`,
  );
}
