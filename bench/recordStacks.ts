import { writeFileSync } from 'node:fs';

import { contest } from '#numerics/stacks/contest.ts';
import { middleNames } from '#numerics/stacks/middles.ts';
import train from '#numerics/tasks/vgg-train.ts';

import { uninterruptedWith } from '../tests/numerics/tasks/uninterrupted.ts';
import { startWasm } from '../tests/numerics/wasm/wasmBackend.ts';

/**
 * Records the contestants of the chapter on VGG, each trained by the task that the page runs:
 * `node --experimental-strip-types bench/recordStacks.ts` writes `content/chapters/vgg/contest.json`.
 * With `pilot` behind it it prints what contestants get wrong at three learning rates, from a seed and
 * on figures of its own: the rates of `contest` come from there. With `longer` it writes `longer.json`:
 * one 7×7, trained three times as long.
 */
const FILE = 'content/chapters/vgg/contest.json';
const LONGER = 'content/chapters/vgg/longer.json';
const SEEDS = [1, 2, 3];
const PILOT_SEED = 99;
const PILOTS = ['seven', 'threes', 'linear'] as const;
const RATES = [0.001, 0.002, 0.005];

await startWasm();
const context = uninterruptedWith(() => {
  throw new Error('No network is loaded.');
});

if (process.argv[2] === 'pilot') {
  for (const middle of PILOTS) {
    for (const pilotRate of RATES) {
      const found = await train({ trial: { middle, seed: PILOT_SEED }, pilotRate }, context);
      console.log(middle, pilotRate, JSON.stringify(found?.history.at(-1)));
    }
  }
} else if (process.argv[2] === 'longer') {
  const trial = { middle: 'seven', seed: 1 } as const;
  const found = await train({ trial, parts: 3 * contest.parts }, context);
  const wrong = found?.history.map(({ training, fresh }) => [training, fresh]);
  const command = 'node --experimental-strip-types bench/recordStacks.ts longer';
  writeFileSync(LONGER, `${JSON.stringify({ command, ...trial, wrong })}\n`);
} else {
  const lines: string[] = [];
  for (const seed of SEEDS) {
    for (const middle of middleNames) {
      const begun = performance.now();
      const found = await train({ trial: { middle, seed } }, context);
      if (!found) throw new Error('Nobody cancels a recording.');
      const wrong = found.history.map(({ training, fresh }) => [training, fresh]);
      const { same, difference, largest } = found.collapsed ?? {};
      const collapsed = found.collapsed && { same, difference, largest };
      lines.push(JSON.stringify({ middle, seed, wrong, ...(collapsed && { collapsed }) }));
      const seconds = ((performance.now() - begun) / 1000).toFixed(1);
      console.log(lines.at(-1), `${found.milliseconds.toFixed(3)} ms a picture, ${seconds} s`);
    }
  }
  const command = 'node --experimental-strip-types bench/recordStacks.ts';
  const head = JSON.stringify({ command, examples: contest.examples, fresh: contest.fresh });
  writeFileSync(FILE, `${head.slice(0, -1)},"runs":[\n${lines.join(',\n')}\n]}\n`);
}
