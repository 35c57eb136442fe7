import { writeFileSync } from 'node:fs';

import { levelsOf, meanCorrelation } from '#demos/class-image-synthesis/shownClimb.ts';
import {
  labClimbs,
  labDefaults,
  seedClimbs,
  seedsDefaults,
  ways,
} from '#demos/class-image-synthesis/state.ts';
import climbs, { type ClimbsInput } from '#numerics/tasks/class-image-synthesis-climb.ts';

import { shippedModel } from '../tests/numerics/network/shipped.ts';
import { startWasm } from '../tests/numerics/wasm/wasmBackend.ts';

/**
 * Records the pictures with which the demos of the chapter on class images open:
 * `node --experimental-strip-types bench/recordFirstPriors.ts` writes
 * `content/chapters/class-image-synthesis/first.json`, and with them what the second demo computes
 * for the same six seeds in every way, and before the first step.
 */
const FILE = 'content/chapters/class-image-synthesis/first.json';

await startWasm();
const round = (value: number) => Number(value.toFixed(4));

async function record(wish: ClimbsInput) {
  const found = await climbs(wish, {
    progress: () => undefined,
    stopped: () => Promise.resolve(false),
    loadModel: (name) => Promise.resolve(shippedModel(name)),
  });
  if (!found) throw new Error('Nobody cancels a recording.');
  return {
    step: found.step,
    alike: round(meanCorrelation(found.made.map(({ x }) => x))),
    made: found.made.map(({ x, p, answers, levels }) => ({
      p: p.map(round),
      answers,
      levels: round(levels),
      pixels: Buffer.from(levelsOf(x)).toString('base64'),
    })),
  };
}

const started = performance.now();
const lab = await record(labClimbs(labDefaults));
console.log(`the lab's six climbs: ${((performance.now() - started) / 1000).toFixed(1)} s`);
const seeds = await record(seedClimbs(seedsDefaults));
/** The second demo in numbers only: p and answers by base, twin, robust of each seed's picture. */
async function numbers(wish: ClimbsInput) {
  const { alike, made } = await record(wish);
  return { alike, p: made.map(({ p }) => p), answers: made.map(({ answers }) => answers) };
}
const noise = await numbers(seedClimbs({ ...seedsDefaults, steps: 0 }));
const byWay: Record<string, Awaited<ReturnType<typeof numbers>>> = {};
for (const way of ways) byWay[way] = await numbers(seedClimbs({ ...seedsDefaults, way }));
const command = 'node --experimental-strip-types bench/recordFirstPriors.ts';
writeFileSync(FILE, `${JSON.stringify({ command, lab, seeds, noise, byWay }, null, 1)}\n`);
console.log(
  noise.alike,
  Object.entries(byWay).map(([way, { alike }]) => `${way} ${alike}`),
);
for (const demo of [lab, seeds])
  console.log(
    demo.alike,
    demo.made.map(({ p, levels }) => [...p, levels]),
  );
