import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

import { contest, type ContestTrial } from '#numerics/stacks/contest.ts';
import { middleNames, type MiddleName } from '#numerics/stacks/middles.ts';
import train, { type ContestInput } from '#numerics/tasks/vgg-train.ts';

import { uninterruptedWith } from '../tests/numerics/tasks/uninterrupted.ts';
import { startWasm } from '../tests/numerics/wasm/wasmBackend.ts';
import { timed } from './timed.ts';

/**
 * Records the contestants of the chapter on VGG, each trained by the task that the page runs:
 * `node --experimental-strip-types bench/recordStacks.ts` writes `content/chapters/vgg/contest.json`.
 * `pilot` behind it writes `pilot.json`: what four contestants get wrong at three learning rates, from
 * a seed and on figures of its own; the rates of `contest` come from there. `longer` writes
 * `longer.json`: one 7×7, trained three times as long. Names of contestants behind it train only
 * those, and keep what is recorded of the others.
 */
const SCRIPT = 'node --experimental-strip-types bench/recordStacks.ts';
const SEEDS = [1, 2, 3];
const PILOT_SEED = 99;
const PILOTS = ['seven', 'fives', 'threes', 'linear'] as const;
const RATES = [0.001, 0.002, 0.005];

const [kind = 'contest', ...rest] = process.argv.slice(2);
const only = rest.filter((name): name is MiddleName => middleNames.some((known) => known === name));

await startWasm();
const context = uninterruptedWith(() => {
  throw new Error('No network is loaded.');
});

if (kind === 'pilot') {
  const trials = PILOTS.flatMap((middle) => RATES.map((pilotRate) => ({ middle, pilotRate })));
  await record('pilot', trials, ({ middle, pilotRate }) => ({
    trial: { middle, seed: PILOT_SEED },
    pilotRate,
  }));
} else {
  const trials = SEEDS.flatMap((seed) => middleNames.map((middle) => ({ middle, seed })));
  if (kind === 'longer') {
    const sevens = trials.filter(({ middle }) => middle === 'seven');
    await record('longer', sevens, (trial) => ({ trial, parts: 3 * contest.parts }));
  } else {
    await record('contest', trials, (trial) => ({ trial }));
  }
}

/** Trains each in turn and writes `content/chapters/vgg/<name>.json` anew after each. */
async function record<T extends Omit<ContestTrial, 'seed'>>(
  name: string,
  trials: readonly T[],
  inputOf: (trial: T) => ContestInput,
): Promise<void> {
  const file = `content/chapters/vgg/${name}.json`;
  const goesOn = only.length > 0 && existsSync(file);
  const lines = goesOn ? linesOf(file) : [];
  if (!goesOn) rmSync(file, { force: true });
  const made = timed(file);
  const startOf = (trial: T) => JSON.stringify(trial).slice(0, -1);
  for (const trial of trials) {
    if (only.length > 0 && !only.includes(trial.middle)) continue;
    const begun = performance.now();
    const found = await train(inputOf(trial), context);
    if (!found) throw new Error('Nobody cancels a recording.');
    const wrong = found.history.map(({ training, fresh }) => [training, fresh]);
    const { same, difference, largest } = found.collapsed ?? {};
    const collapsed = found.collapsed && { same, difference, largest };
    const line = JSON.stringify({ ...trial, wrong, ...(collapsed && { collapsed }) });
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    console.log(line, `${found.milliseconds.toFixed(3)} ms a picture, ${seconds} s`);
    const others = lines.filter((old) => !old.startsWith(`${startOf(trial)},`));
    lines.splice(0, lines.length, ...others, line);
    const sorted = trials.flatMap((each) =>
      lines.filter((old) => old.startsWith(`${startOf(each)},`)),
    );
    const command = name === 'contest' ? SCRIPT : `${SCRIPT} ${name}`;
    const { examples, fresh } = contest;
    const head = JSON.stringify({ command, made: made(), examples, fresh });
    writeFileSync(file, `${head.slice(0, -1)},"runs":[\n${sorted.join(',\n')}\n]}\n`);
  }
}

/** The runs of a record, a line each. */
function linesOf(file: string): string[] {
  const { runs } = JSON.parse(readFileSync(file, 'utf8')) as { runs: unknown[] };
  return runs.map((run) => JSON.stringify(run));
}
