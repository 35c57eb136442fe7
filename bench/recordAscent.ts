import { writeFileSync } from 'node:fs';

import { dispose, matMul, norm, reshape, sum, tidy, type Tensor4D } from '@tensorflow/tfjs-core';

import { roll } from '#numerics/ascent/jitter.ts';
import { startImage, type Start } from '#numerics/ascent/start.ts';
import { networkOf } from '#numerics/network/networkOf.ts';
import { valuesAt } from '#numerics/network/run.ts';
import { scalarGradient } from '#numerics/network/scalarGradient.ts';
import { logit, logProbability } from '#numerics/network/scalars.ts';
import climb, {
  type ClimbSettings,
  type ClimbStop,
} from '#numerics/tasks/gradient-ascent-climb.ts';

import { imagesOf, shippedModel } from '../tests/numerics/network/shipped.ts';
import { uninterruptedWith } from '../tests/numerics/tasks/uninterrupted.ts';
import { startWasm } from '../tests/numerics/wasm/wasmBackend.ts';

/**
 * Records what the chapter on gradient ascent says of many climbs:
 * `node --experimental-strip-types bench/recordAscent.ts` writes
 * `content/chapters/gradient-ascent/climbs.json`.
 */
const FILE = 'content/chapters/gradient-ascent/climbs.json';
const SEEDS = [1, 2, 3, 4, 5];
const STOPS = [0, 1, 2, 5, 10, 20, 50, 100];
const SHAPE = [32, 32, 3] as const;
const SIZE = 32 * 32 * 3;

await startWasm();
const model = shippedModel('base');
const network = networkOf(model);
const context = uninterruptedWith(model);
const gallery = await imagesOf('public/images/gallery.png', model.manifest);
const { classes } = model.manifest;
const pictures = gallery.labels.map((name, i) => ({
  label: classes.indexOf(name),
  values: Float32Array.from(
    gallery.pixels.subarray(i * SIZE, (i + 1) * SIZE),
    (value) => value / 127.5 - 1,
  ),
}));

const round = (value: number, digits = 4) => Number(value.toPrecision(digits));
const noise = (seed: number): Start => ({ kind: 'noise', sigma: 0.1, seed });
const grey: Start = { kind: 'colour', colour: [0, 0, 0] };
const median = (values: number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;
const mean = (values: number[]) => values.reduce((total, v) => total + v, 0) / values.length;

const plain: Omit<ClimbSettings, 'target'> = {
  eta: 0.1,
  lambda: 0,
  rule: 'plain',
  jitter: 0,
  seed: 1,
  blur: 0,
  blurEvery: 4,
  clip: true,
};

async function climbed(
  start: Start,
  index: number,
  as: 'score' | 'logProbability',
  change: Partial<ClimbSettings>,
  steps: number,
): Promise<ClimbStop[]> {
  const x = startImage(start, SHAPE);
  const values = Float32Array.from(x.dataSync());
  x.dispose();
  const settings = { ...plain, target: { kind: 'class', index, as } as const, ...change };
  const stops = await climb({ x: values, from: 0, steps, settings }, context);
  if (!stops) throw new Error('Nobody cancels a recording.');
  return stops;
}

/** S_c; log Σ exp of the rivals; the best of them; their mean; ‖x‖; who the best is. */
function measures({ scores, size }: ClimbStop, c: number) {
  const rivals = scores.map((s, k) => (k === c ? -Infinity : s));
  const best = Math.max(...rivals);
  const rest = best + Math.log(rivals.reduce((total, s) => total + Math.exp(s - best), 0));
  const others = scores.filter((_, k) => k !== c);
  return {
    row: [scores[c] ?? NaN, rest, best, mean(others), size].map((v) => round(v)),
    best: rivals.indexOf(best),
  };
}

const lengthOfGradient = (x: Tensor4D, scalar: ReturnType<typeof logit>) =>
  tidy(() => norm(scalarGradient(network, x, scalar).signal)).dataSync()[0] ?? NaN;

// The head: what the ten scores add up to.
const head = network.steps.at(-1);
if (head?.type !== 'dense') throw new Error('Expected a dense head.');
const rowSums = [...sum(head.kernel, 1).dataSync()];
const columns = classes.map((_, c) =>
  Math.hypot(...[...head.kernel.dataSync()].filter((_, i) => i % classes.length === c)),
);
const scoresOf = (values: Float32Array) => {
  const x = startImage({ kind: 'picture', values }, SHAPE);
  const scores = [...valuesAt(network, x).dataSync()];
  x.dispose();
  return scores;
};
const allScores = pictures.map(({ values }) => scoresOf(values));
const sums = allScores.map((scores) => scores.reduce((total, s) => total + s, 0));
const own = allScores.map((scores, i) => scores[pictures[i]?.label ?? 0] ?? NaN);
const headRecord = {
  lengthOfSum: round(Math.hypot(...rowSums)),
  meanLength: round(mean(columns)),
  sumOfBiases: round([...head.bias.dataSync()].reduce((total, b) => total + b, 0)),
  sumOfScores: { least: round(Math.min(...sums)), most: round(Math.max(...sums)) },
  scoreOfOwnClass: { median: round(median(own)), most: round(Math.max(...own)) },
};
console.log(headRecord);

// How steep it is where a climb may begin.
const steepness = (starts: Float32Array[]) =>
  starts.flatMap((values) => {
    const x = startImage({ kind: 'picture', values }, SHAPE);
    const lengths = classes.map((_, c) => lengthOfGradient(x, logit('logits', c)));
    x.dispose();
    return lengths;
  });
const valuesOf = (start: Start) => Float32Array.from(startImage(start, SHAPE).dataSync());
const slopes = {
  grey: steepness([valuesOf(grey)]),
  meanColour: steepness([
    valuesOf({
      kind: 'colour',
      colour: [0, 1, 2].map((k) =>
        mean(pictures.map(({ values }) => mean([...values].filter((_, i) => i % 3 === k)))),
      ),
    }),
  ]),
  faintNoise: steepness(SEEDS.map((seed) => valuesOf({ kind: 'noise', sigma: 0.01, seed }))),
  noise: steepness(SEEDS.map((seed) => valuesOf(noise(seed)))),
  pictures: steepness(pictures.map(({ values }) => values)),
};
const slopeRecord = Object.fromEntries(
  Object.entries(slopes).map(([name, lengths]) => [
    name,
    {
      least: round(Math.min(...lengths)),
      median: round(median(lengths)),
      most: round(Math.max(...lengths)),
    },
  ]),
);
console.log(slopeRecord);

// Score or log-probability, with two step rules.
const runs = [];
for (const [rule, eta] of [
  ['plain', 0.1],
  ['normalised', 0.5],
] as const) {
  for (const as of ['score', 'logProbability'] as const) {
    for (const [name, starts] of [
      ['noise', SEEDS.map(noise)],
      ['grey', [grey]],
    ] as const) {
      const found = [];
      for (const c of classes.keys()) {
        for (const start of starts) {
          const stops = await climbed(start, c, as, { rule, eta }, 100);
          const at = STOPS.map((step) => measures(stops[step] as ClimbStop, c));
          found.push({ c, rows: at.map(({ row }) => row), best: at.map(({ best }) => best) });
        }
      }
      runs.push({ rule, eta, as, start: name, found });
      const last = found.map(({ rows }) => rows.map((row) => row.slice(0, 4)));
      STOPS.forEach((step, i) => {
        const means = [0, 1, 2, 3].map((k) =>
          round(mean(last.map((rows) => rows[i]?.[k] ?? NaN)), 3),
        );
        console.log(rule, as, name, step, ...means);
      });
    }
  }
}

// How far apart the two gradients point, at the noise.
const cosines = SEEDS.flatMap((seed) => {
  const x = startImage(noise(seed), SHAPE);
  return classes.map((_, c) =>
    tidy(() => {
      const [a, b] = [logit('logits', c), logProbability('logits', c)].map((scalar) =>
        reshape(scalarGradient(network, x, scalar).signal, [1, SIZE]),
      );
      if (!a || !b) return NaN;
      const inner = matMul(a, b, false, true).dataSync()[0] ?? NaN;
      return inner / ((norm(a).dataSync()[0] ?? NaN) * (norm(b).dataSync()[0] ?? NaN));
    }),
  );
});
console.log('cosine', median(cosines), Math.min(...cosines));

// Shrinkage: where the climb ends, and past the bound.
const shrinkage = [];
for (const [eta, lambda] of [
  [0.1, 0],
  [0.1, 0.05],
  [0.1, 0.1],
  [0.1, 0.2],
  [0.1, 0.5],
  [0.1, 1],
  [1, 0.5],
  [1, 0.9],
  [1, 1.1],
  [2, 0.55],
] as const) {
  const stops = await climbed(noise(1), 3, 'score', { eta, lambda, clip: false }, 300);
  const [last, middle] = [stops.at(-1), stops[100]].map(
    (stop) => measures(stop as ClimbStop, 3).row,
  );
  shrinkage.push({ eta, lambda, at100: middle, at300: last });
  console.log(eta, lambda, middle, last);
}

// Jitter and blur: the score as it stands, after shifts by one and two pixels, and how rough it is.
const roughness = (x: Float32Array) => {
  let [across, count] = [0, 0];
  for (let r = 0; r < 32; r++)
    for (let c = 0; c < 31; c++)
      for (let k = 0; k < 3; k++) {
        across += Math.abs((x[(r * 32 + c + 1) * 3 + k] ?? 0) - (x[(r * 32 + c) * 3 + k] ?? 0));
        count++;
      }
  return across / count / mean([...x].map(Math.abs));
};
const softened = [];
for (const [jitter, blur] of [
  [0, 0],
  [1, 0],
  [2, 0],
  [4, 0],
  [0, 0.4],
  [0, 0.6],
  [2, 0.4],
  [2, 0.6],
] as const) {
  const [stands, moved1, moved4, rough] = [[], [], [], []] as number[][];
  for (const c of classes.keys()) {
    for (const seed of SEEDS.slice(0, 3)) {
      const settings = { rule: 'normalised', eta: 0.5, jitter, blur, blurEvery: 4, seed } as const;
      const stop = (await climbed(noise(seed), c, 'score', settings, 100)).at(-1);
      if (!stop) continue;
      const x = startImage({ kind: 'picture', values: stop.x }, SHAPE);
      const moved = (by: number) =>
        mean(
          [
            [0, by],
            [by, 0],
            [0, -by],
            [-by, 0],
          ].map(([down = 0, right = 0]) =>
            tidy(() => valuesAt(network, roll(x, { down, right })).dataSync()[c] ?? NaN),
          ),
        );
      stands?.push(stop.scores[c] ?? NaN);
      moved1?.push(moved(1));
      moved4?.push(moved(4));
      rough?.push(roughness(stop.x));
      x.dispose();
    }
  }
  const row = [stands, moved1, moved4, rough].map((v) => round(mean(v ?? []), 4));
  softened.push({
    jitter,
    blur,
    score: row[0],
    movedBy1: row[1],
    movedBy4: row[2],
    roughness: row[3],
  });
  console.log(jitter, blur, ...row);
}

// The same machinery with signs, from a picture: steps of one grey level until the answer is the class's.
const attack = { steps: [] as number[], of: 0 };
for (const [i, { label, values }] of pictures.entries()) {
  const order = (allScores[i] ?? []).map((s, k) => [s, k] as const).sort((a, b) => b[0] - a[0]);
  if (order[0]?.[1] !== label) continue;
  const second = order[1]?.[1] ?? 0;
  const stops = await climbed(
    { kind: 'picture', values },
    second,
    'score',
    { rule: 'sign', eta: 1 / 127.5 },
    10,
  );
  attack.of++;
  attack.steps.push(
    stops.findIndex(({ scores }) => scores.indexOf(Math.max(...scores)) === second),
  );
}
console.log(
  attack.of,
  [1, 2, 3, 4, 5, 10].map((n) => attack.steps.filter((s) => s >= 0 && s <= n).length),
);

dispose([]);
writeFileSync(
  FILE,
  `${JSON.stringify({
    command: 'node --experimental-strip-types bench/recordAscent.ts',
    seeds: SEEDS,
    head: headRecord,
    slopes: slopeRecord,
    stops: STOPS,
    columns: ['score', 'log-sum-exp of rivals', 'best rival', 'mean rival', 'norm of x'],
    runs,
    cosines: cosines.map((v) => round(v)),
    shrinkage,
    softened,
    attack,
  })}\n`,
);
