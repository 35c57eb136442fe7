import { writeFileSync } from 'node:fs';

import { figuresStudy, type FiguresTrial } from '#numerics/learning/figuresStudy.ts';
import train from '#numerics/tasks/estimation-error-train.ts';

import { uninterrupted } from '../tests/numerics/tasks/uninterrupted.ts';
import { startWasm } from '../tests/numerics/wasm/wasmBackend.ts';
import { timed } from './timed.ts';

/**
 * Records the networks of the chapter on estimation error, each trained by the task that the page runs:
 * `node --experimental-strip-types bench/recordEstimation.ts` writes
 * `content/chapters/estimation-error/trials.json`.
 */
const FILE = 'content/chapters/estimation-error/trials.json';
const SEEDS = [1, 2, 3];
const trials: FiguresTrial[] = SEEDS.flatMap((seed) => [
  ...[8, 16, 32, 64, 128, 256, 512].map((examples) => ({ examples, labels: 'own' as const, seed })),
  ...[32, 64, 128].map((examples) => ({ examples, labels: 'by lot' as const, seed })),
]);

await startWasm();
const made = timed();
const lines: string[] = [];
for (const trial of trials) {
  const history = await train({ trial }, uninterrupted);
  if (!history) throw new Error('Nobody cancels a recording.');
  const run = { ...trial, wrong: history.map(({ training, fresh }) => [training, fresh]) };
  lines.push(JSON.stringify(run));
  console.log(lines.at(-1));
}
const command = 'node --experimental-strip-types bench/recordEstimation.ts';
writeFileSync(
  FILE,
  `${JSON.stringify({ command, made: made(), study: figuresStudy }).slice(0, -1)},"runs":[\n${lines.join(',\n')}\n]}\n`,
);
