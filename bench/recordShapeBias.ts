import { readFileSync, writeFileSync } from 'node:fs';

import { lessons, study, type Trial } from '#numerics/conflict/trial.ts';
import train from '#numerics/tasks/shape-vs-texture-bias-train.ts';

import { uninterrupted } from '../tests/numerics/tasks/uninterrupted.ts';
import { startWasm } from '../tests/numerics/wasm/wasmBackend.ts';

/**
 * Records the networks of the drawn figures in the chapter on shape and texture, each trained by the
 * task that the page runs: `node --experimental-strip-types bench/recordShapeBias.ts` writes
 * `content/chapters/shape-vs-texture-bias/trials.json`. To share the work among processes, each
 * prints its part (`3/16`: every sixteenth run, from the third on), and the names of the files that
 * hold the parts put them together.
 */
const FILE = 'content/chapters/shape-vs-texture-bias/trials.json';
const SEEDS = [1, 2, 3, 4, 5];
const CONTRASTS = [6, 12, 18, 24, 30, 40];

const trials: Trial[] = lessons.flatMap((lesson) =>
  CONTRASTS.flatMap((contrast) => SEEDS.map((seed) => ({ lesson, contrast, seed }))),
);

const inputs = process.argv.slice(2);
const share = inputs[0]?.match(/^(\d+)\/(\d+)$/);

if (share) {
  console.log(JSON.stringify(await record(Number(share[1]), Number(share[2]))));
} else {
  const parts = inputs.map((file) => JSON.parse(readFileSync(file, 'utf8')) as Trial[]);
  const runs: Trial[] = parts.length > 0 ? parts.flat() : await record(0, 1);
  const place = (run: Trial) => lessons.indexOf(run.lesson) * 1e6 + run.contrast * 1e3 + run.seed;
  runs.sort((a, b) => place(a) - place(b));
  if (runs.length !== trials.length)
    throw new Error(`Expected ${trials.length} runs, found ${runs.length}.`);
  const command = 'node --experimental-strip-types bench/recordShapeBias.ts';
  const lines = runs.map((run) => JSON.stringify(run)).join(',\n');
  writeFileSync(
    FILE,
    `{"command":${JSON.stringify(command)},"study":${JSON.stringify(study)},"runs":[\n${lines}\n]}\n`,
  );
}

async function record(part: number, of: number) {
  await startWasm();
  const runs = [];
  for (const trial of trials.filter((_, i) => i % of === part)) {
    const found = await train({ trial }, uninterrupted);
    if (!found) throw new Error('Nobody cancels a recording.');
    const { history, answers, shuffled } = found;
    runs.push({
      ...trial,
      /** After each epoch: the loss, and the answers by shape, by texture, by neither. */
      history: history.map(({ loss, decisions: { shape, texture, other } }) => [
        Number(loss.toFixed(3)),
        shape,
        texture,
        other,
      ]),
      answers: answers.join(''),
      shuffled: shuffled.map(({ right }) => right),
    });
  }
  return runs;
}
