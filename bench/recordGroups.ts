import { readFileSync, writeFileSync } from 'node:fs';

import {
  errorsDefaults,
  errorsPlan,
  labDefaults,
  planOf,
} from '#demos/cross-category-transfer/state.ts';
import { answerNames, answersTo } from '#numerics/clustering/answers.ts';
import {
  CLUSTER_STEPS,
  clustersOf,
  freshClusterHead,
  memberships,
  pairLosses,
  trainClusterHead,
  type ClusterHead,
  type PairLossName,
} from '#numerics/clustering/clusterHead.ts';
import { clusterScores } from '#numerics/clustering/clusterScores.ts';
import { noMoments } from '#numerics/training/adamOfNumbers.ts';
import { truePairs } from '#numerics/clustering/pairs.ts';
import { prepare, spaceNames, type SpaceName } from '#numerics/clustering/prepare.ts';
import { headNames } from '#numerics/clustering/similarityHead.ts';
import { countOf, squaredDistance } from '#numerics/clustering/points.ts';
import { layOut } from '#numerics/embedding/layOut.ts';
import { neighbourProbabilities } from '#numerics/embedding/neighbourProbabilities.ts';
import group, { type Grouping, type Plan } from '#numerics/tasks/cross-category-transfer-group.ts';
import readPictures from '#numerics/tasks/cross-category-transfer-read.ts';

import { shippedModel } from '../tests/numerics/network/shipped.ts';
import { galleryFor } from '../tests/numerics/novelty/galleryFor.ts';
import { uninterrupted, uninterruptedWith } from '../tests/numerics/tasks/uninterrupted.ts';
import { startWasm } from '../tests/numerics/wasm/wasmBackend.ts';
import { timed } from './timed.ts';

/**
 * Records what the chapter on cross-category transfer opens with, and its means over seeds:
 * `node --experimental-strip-types bench/recordGroups.ts` reads the gallery by the trained and by
 * untrained networks, groups the 200 pictures of the four held-out classes in every way that the demos
 * offer, by the demos' own tasks, and writes `content/chapters/cross-category-transfer/groups.json`.
 * Given the printed log of an interrupted run, it takes the rows from there that it has.
 */
const FILE = 'content/chapters/cross-category-transfer/groups.json';
const SEEDS = [1, 2, 3, 4, 5];
const RATES = [0, 10, 20, 30, 35, 40, 45, 50];
const KCL_RATES = [10, 20, 30];
const COUNTS = [2, 8, 12];
const START_RATES = [20, 30];
/** Steps on the true answers, from which a clustering head then goes on with flipped ones. */
const HEAD_START = 100;
/** Steps after which the two are compared again. */
const LONG = 1000;
const MAP = { perplexity: 15, steps: 600, seed: 1 };

await startWasm();
const made = timed();
const model = shippedModel('six');
const { pixels, labels: known } = await galleryFor(model.manifest.classes);
const { labels } = await galleryFor(shippedModel('base').manifest.classes);
const held = [...new Set(labels.filter((_, i) => (known[i] ?? -1) < 0))].sort((a, b) => a - b);
const classes = labels.filter((_, i) => (known[i] ?? -1) < 0).map((label) => held.indexOf(label));

async function read(untrained: number | null) {
  const found = await readPictures({ pixels, untrained }, uninterruptedWith(model));
  if (!found) throw new Error('Nobody cancelled, and yet nothing was read.');
  return found;
}
const features = await read(null);

async function galleryOf(space: SpaceName, seed: number) {
  const values = Float64Array.from(pixels, (value) => value / 255);
  if (space === 'pixels') return { values, length: pixels.length / known.length, known };
  return { ...(space === 'untrained' ? await read(seed) : features), known };
}

async function run(part: Partial<Plan>): Promise<Grouping> {
  const plan = { ...planOf(labDefaults), ...part };
  const gallery = await galleryOf(plan.space, plan.seed);
  const found = await group({ gallery, classes, classCount: held.length, plan }, uninterrupted);
  if (!found) throw new Error('Nobody cancelled, and yet nothing was grouped.');
  return found;
}

const round = (value: number) => Number(value.toFixed(4));

const log = process.argv[2];
const before = (log === undefined ? '' : readFileSync(log, 'utf8'))
  .split('\n')
  .filter((line) => line.startsWith('{'));

/** The same plan for every seed, in short; with the sizes of the clusters, largest first, if asked. */
async function study(part: Partial<Plan>, withSizes = false): Promise<unknown> {
  const known = before.find((line) =>
    line.startsWith(`${JSON.stringify(part).slice(0, -1)},"accuracy"`),
  );
  if (known !== undefined) {
    console.log(known);
    return JSON.parse(known);
  }
  const runs: Grouping[] = [];
  for (const seed of SEEDS) runs.push(await run({ ...part, seed }));
  const pairsOf = (which: 'source' | 'target') =>
    runs.flatMap(({ lesson }) => {
      const pairs = lesson?.[which];
      return pairs ? [[pairs.accuracy, pairs.precision, pairs.recall].map(round)] : [];
    });
  const row = {
    ...part,
    accuracy: runs.map(({ scores }) => round(scores.accuracy)),
    nmi: runs.map(({ scores }) => round(scores.nmi)),
    precision: runs.map(({ scores }) => round(scores.pairs.precision)),
    recall: runs.map(({ scores }) => round(scores.pairs.recall)),
    used: runs.map(({ scores }) => scores.used),
    source: pairsOf('source'),
    target: pairsOf('target'),
    ...(withSizes && {
      sizes: runs.map(({ scores }) =>
        scores.counts.map((row) => row.reduce((a, b) => a + b, 0)).sort((a, b) => b - a),
      ),
    }),
  };
  console.log(JSON.stringify(row));
  return row;
}

const points = prepare(await galleryOf('scaled', 1), 'scaled').target;
const n = countOf(points);
const squared = Float64Array.from({ length: n * n }, (_, at) =>
  squaredDistance(points, Math.floor(at / n), points, at % n),
);
const layout = layOut(neighbourProbabilities(squared, n, MAP.perplexity), n, {
  start: { seed: MAP.seed },
});
for (let step = 0; step < MAP.steps; step++) layout.move();
const reach = layout.y.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

const short = ({ clusters, scores, lesson, losses }: Grouping) => ({
  clusters,
  scores,
  lesson: lesson && { source: lesson.source, target: lesson.target },
  losses: losses.filter((_, i) => i % 10 === 0).map(round),
});
const ways: unknown[] = [];
for (const space of spaceNames) ways.push(await study({ space, method: 'kmeans' }));
const heads: unknown[] = [];
for (const space of ['scaled', 'whitened'] as const) {
  for (const head of headNames) {
    for (const loss of Object.keys(pairLosses) as PairLossName[]) {
      heads.push(await study({ space, head, loss }));
    }
  }
}
const answers: unknown[] = [];
for (const head of headNames) {
  for (const name of answerNames) {
    if (name === 'flipped') continue;
    answers.push(await study({ head, answers: name }));
  }
}
const flips: unknown[] = [];
for (const rate of RATES) flips.push(await study({ answers: 'flipped', rate: rate / 100 }));
for (const rate of KCL_RATES) {
  flips.push(await study({ answers: 'flipped', rate: rate / 100, loss: 'kcl' }));
}
const counts: unknown[] = [];
for (const k of COUNTS) {
  counts.push(await study({ method: 'kmeans', space: 'whitened', k }, true));
  counts.push(await study({ space: 'whitened', head: 'cosine', k }, true));
}

/**
 * Flipped answers, MCL, from two starts: drawn at random, and fitted to the truth. Where the first ends
 * with the higher loss, it is the way down that is at fault, and not the loss.
 */
const starts: unknown[] = [];
const trainedOn = (head: ClusterHead, same: ArrayLike<number>, steps: number) => {
  let loss = Number.NaN;
  for (let step = 0; step < steps; step++) loss = trainClusterHead(head, points, same, 'mcl');
  const clusters = clustersOf(memberships(head, points), head.k);
  const { accuracy } = clusterScores(clusters, classes, [head.k, held.length]);
  return { loss: round(loss), accuracy: round(accuracy) };
};
for (const rate of START_RATES) {
  const row = {
    rate: rate / 100,
    steps: [CLUSTER_STEPS, LONG],
    random: [] as unknown[],
    truth: [] as unknown[],
  };
  for (const seed of SEEDS) {
    const same = answersTo('flipped', { judged: [], classes, rate: rate / 100, seed });
    for (const name of ['random', 'truth'] as const) {
      const head = freshClusterHead(labDefaults.k, points.dimensions, seed);
      if (name === 'truth') {
        trainedOn(head, truePairs(classes), HEAD_START);
        head.moments = noMoments(head.weights.length);
      }
      row[name].push([
        trainedOn(head, same, CLUSTER_STEPS),
        trainedOn(head, same, LONG - CLUSTER_STEPS),
      ]);
    }
  }
  console.log(JSON.stringify(row));
  starts.push(row);
}

writeFileSync(
  FILE,
  `${JSON.stringify({
    command: 'node --experimental-strip-types bench/recordGroups.ts',
    made: made(),
    seeds: SEEDS,
    map: { ...MAP, y: Array.from(layout.y, (value) => Math.round((1000 * value) / reach)) },
    lab: short(await run(planOf(labDefaults))),
    errors: short(await run(errorsPlan(errorsDefaults))),
    ways,
    heads,
    answers,
    flips,
    counts,
    starts,
  })}\n`,
);
