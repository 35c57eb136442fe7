import { existsSync, readFileSync, writeFileSync } from 'node:fs';

import { drawDeep } from '#numerics/depth/deepNetwork.ts';
import { networkOf, study, type DeepTrial } from '#numerics/depth/study.ts';
import start from '#numerics/tasks/depth-degradation-start.ts';
import train, { type Checkpoint, type Underway } from '#numerics/tasks/depth-degradation-train.ts';

import { imagesOf, shippedModel } from '../tests/numerics/network/shipped.ts';
import { startWasm } from '../tests/numerics/wasm/wasmBackend.ts';
import { uninterrupted } from '../tests/numerics/tasks/uninterrupted.ts';
import { timed } from './timed.ts';

/**
 * Records the small deep networks of the chapter on depth, each trained by the task that the page
 * runs: `node --experimental-strip-types bench/recordDepth.ts` writes
 * `content/chapters/depth-degradation/live.json`. What is there already is not trained again.
 */
const FILE = 'content/chapters/depth-degradation/live.json';
const SEEDS = [1, 2, 3];

const kinds = [
  { depth: 56, skips: false, norm: true },
  { depth: 56, skips: true, norm: true },
  { depth: 8, skips: false, norm: true },
  { depth: 8, skips: true, norm: true },
  { depth: 20, skips: false, norm: true },
  { depth: 20, skips: true, norm: true },
  { depth: 56, skips: false, norm: false },
];

const short = (values: readonly number[]) => values.map((value) => Number(value.toPrecision(3)));

await startWasm();
const made = timed(FILE);
const { manifest } = shippedModel('base');
const load = async (name: string) => {
  const { pixels, labels } = await imagesOf(`public/images/${name}.png`, manifest);
  return { pixels, labels: labels.map((label) => manifest.classes.indexOf(label)) };
};
const [teaching, gallery] = [await load('gallery-teaching'), await load('gallery')];

interface Run {
  trial: DeepTrial;
}
/** How many times as long the kernels of some layers are after an epoch as before. */
interface Stretch {
  trial: DeepTrial;
  factors: Record<string, number>;
}

const known = existsSync(FILE)
  ? (JSON.parse(readFileSync(FILE, 'utf8')) as { runs: Run[]; stretch?: Stretch[] })
  : { runs: [] };
const runs = [...known.runs];
const stretch = [...(known.stretch ?? [])];
const has = (list: readonly Run[], trial: DeepTrial) =>
  list.some((run) => JSON.stringify(run.trial) === JSON.stringify(trial));

for (const seed of SEEDS) {
  for (const kind of kinds) {
    const trial = { ...kind, seed };
    if (has(runs, trial)) continue;
    const before = await start({ trial, pictures: teaching });
    const course = await train({ trial, pictures: gallery }, uninterrupted);
    if (!course) throw new Error('The training was stopped.');
    const { first, last, afterEpoch } = course.norms;
    runs.push({
      trial,
      start: { loss: Number(before.loss.toFixed(4)), norms: short(before.norms) },
      losses: course.losses.map((loss) => Number(loss.toFixed(3))),
      right: course.right,
      norms: { first: short(first), afterEpoch: short(afterEpoch ?? []), last: short(last) },
    } as Run);
    write();
  }
}
for (const seed of SEEDS) {
  for (const skips of [false, true]) {
    const trial = { depth: 56, skips, norm: true, seed };
    if (has(stretch, trial)) continue;
    stretch.push({ trial, factors: await stretchOf(trial) });
    write();
  }
}

/** Trains for an epoch, and compares the kernels of some layers with what they were. */
async function stretchOf(trial: DeepTrial): Promise<Record<string, number>> {
  const before = drawDeep(networkOf(trial), trial.seed);
  let after: Underway['checkpoint'] = null;
  const progress = (_: number, partial?: unknown) => {
    after ??= (partial as Underway).checkpoint;
  };
  const stopped = () => Promise.resolve(after !== null);
  await train({ trial, pictures: gallery }, { progress, stopped });
  const { weights } = after as unknown as Checkpoint;
  return Object.fromEntries(
    [1, 2, 5, 10, 20, 40, 55].map((layer) => {
      const name = `conv${layer}.kernel`;
      const [long, old] = [weights[name]?.values ?? [], before[name]?.dataSync() ?? []];
      return [String(layer), Number((lengthOf(long) / lengthOf(old)).toFixed(2))];
    }),
  );
}

function lengthOf(values: ArrayLike<number>): number {
  return Math.hypot(...Array.from(values));
}

function write(): void {
  const command = 'node --experimental-strip-types bench/recordDepth.ts';
  const head = { command, made: made(), study, stretch };
  const lines = runs.map((run) => JSON.stringify(run)).join(',\n');
  writeFileSync(FILE, `${JSON.stringify(head).slice(0, -1)},"runs":[\n${lines}\n]}\n`);
}
