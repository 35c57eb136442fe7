import { writeFileSync } from 'node:fs';

import { dispose, softmax, tidy, type Tensor2D, type Tensor4D } from '@tensorflow/tfjs-core';

import { climbOnce } from '#numerics/ascent/climb.ts';
import { scalarObjective } from '#numerics/ascent/objective.ts';
import { priorClimb, priorKinds, usual, type PriorKind } from '#numerics/ascent/priors.ts';
import { startImage } from '#numerics/ascent/start.ts';
import { neighbours, totalVariation } from '#numerics/ascent/totalVariation.ts';
import { preprocess } from '#numerics/network/images.ts';
import { lastPlace } from '#numerics/network/network.ts';
import { networkOf } from '#numerics/network/networkOf.ts';
import { valuesAt } from '#numerics/network/run.ts';
import { logit } from '#numerics/network/scalars.ts';

import { imagesOf, shippedModel } from '../tests/numerics/network/shipped.ts';
import { startWasm } from '../tests/numerics/wasm/wasmBackend.ts';

/**
 * Records what the chapter on class images says of all classes:
 * `node --experimental-strip-types bench/recordPriors.ts` climbs every class of `base` with each
 * prior, and of `robust` with none and with waves, from three seeds of faint noise, and writes
 * `content/chapters/class-image-synthesis/priors.json`: p of the class by `base`, `twin` and
 * `robust`, and the mean difference of neighbouring pixels in levels of 255.
 */
const FILE = 'content/chapters/class-image-synthesis/priors.json';
const SEEDS = [1, 2, 3];
const STEPS = 100;
const START = 0.1;
const SIDE = 32;

await startWasm();
const names = ['base', 'twin', 'robust'] as const;
const models = names.map(shippedModel);
const networks = models.map(networkOf);
const [model] = models;
if (!model) throw new Error('No model.');
const { classes } = model.manifest;
const pairs = neighbours(SIDE, SIDE, 3);
const round = (value: number, places = 4) => Number(value.toFixed(places));
const network = (name: (typeof names)[number]) => {
  const found = networks[names.indexOf(name)];
  if (!found) throw new Error(name);
  return found;
};

/** Each judge's probabilities for images [N,…] as lists, and each image's TV in levels. */
function judge(x: Tensor4D) {
  return tidy(() => ({
    probabilities: networks.map((judging) =>
      (softmax(valuesAt(judging, x)) as Tensor2D).arraySync(),
    ),
    levels: [...totalVariation(x).value.dataSync()].map((value) => (127.5 * value) / pairs),
  }));
}

interface Made {
  made: string;
  prior: PriorKind;
  strength: number;
  class: number;
  seed: number;
  /** p of the class by base, twin, robust. */
  p: number[];
  /** What each judge answers. */
  answers: number[];
  levels: number;
  /** Step after which base (or whoever made it) first gives 99 %. */
  sure: number;
  /** p of the class by the three then. */
  then?: number[];
}
const results: Made[] = [];
const pictures = new Map<string, Float32Array[]>();

function make(
  made: 'base' | 'robust',
  prior: PriorKind,
  strength: number,
  c: number,
  seed: number,
) {
  const maker = network(made);
  const objective = scalarObjective(maker, logit(lastPlace(maker), c));
  const {
    climb,
    variableOf,
    dispose: free,
  } = priorClimb(prior, { objective, strength, seed }, [SIDE, SIDE]);
  const start = startImage({ kind: 'noise', sigma: START, seed }, [SIDE, SIDE, 3]);
  let variable = variableOf(start);
  let sure = -1;
  let then: number[] | undefined;
  for (let step = 0; step < STEPS; step++) {
    const { value, next } = climbOnce(variable, climb, step);
    dispose([value, variable]);
    variable = next;
    if (sure < 0) {
      const own =
        tidy(() => softmax(valuesAt(maker, climb.parametrisation.image(variable))).dataSync())[c] ??
        0;
      if (own >= 0.99) {
        sure = step + 1;
        const now = climb.parametrisation.image(variable);
        then = judge(now).probabilities.map(([row]) => round(row?.[c] ?? NaN));
        now.dispose();
      }
    }
  }
  const x = climb.parametrisation.image(variable);
  const { probabilities, levels } = judge(x);
  results.push({
    made,
    prior,
    strength,
    class: c,
    seed,
    p: probabilities.map(([row]) => round(row?.[c] ?? NaN)),
    answers: probabilities.map(([row = []]) => row.indexOf(Math.max(...row))),
    levels: round(levels[0] ?? NaN, 1),
    sure,
    ...(then && { then }),
  });
  const key = `${made} ${prior} ${strength} ${c}`;
  pictures.set(key, [...(pictures.get(key) ?? []), Float32Array.from(x.dataSync())]);
  dispose([start, variable, x]);
  free();
}

const strengths = process.argv.includes('--quick') ? [0.5, 1, 2] : [1];
const kinds = process.argv.includes('--quick') ? [0, 3, 8] : classes.map((_, c) => c);
const seeds = process.argv.includes('--quick') ? [1] : SEEDS;
for (const strength of strengths)
  for (const c of kinds)
    for (const seed of seeds) {
      for (const prior of priorKinds) {
        if (prior !== 'none' || strength === 1) make('base', prior, strength, c, seed);
      }
      for (const prior of ['none', 'fourier'] as const) {
        if (prior !== 'none' || strength === 1) make('robust', prior, strength, c, seed);
      }
    }

const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;
const correlation = (a: Float32Array, b: Float32Array) => {
  const [ma, mb] = [mean([...a]), mean([...b])];
  let [ab, aa, bb] = [0, 0, 0];
  a.forEach((value, i) => {
    const [da, db] = [value - ma, (b[i] ?? 0) - mb];
    ab += da * db;
    aa += da * da;
    bb += db * db;
  });
  return ab / Math.sqrt(aa * bb);
};
const groups = [...new Set(results.map((r) => `${r.made} ${r.prior} ${r.strength}`))].map(
  (name) => {
    const group = results.filter((r) => `${r.made} ${r.prior} ${r.strength}` === name);
    const alike = [...pictures]
      .filter(([key]) => key.startsWith(`${name} `))
      .flatMap(([, list]) =>
        list.flatMap((a, i) => list.slice(i + 1).map((b) => correlation(a, b))),
      );
    return {
      name,
      pictures: group.length,
      meanP: names.map((_, j) => round(mean(group.map((r) => r.p[j] ?? NaN)))),
      right: names.map((_, j) => group.filter((r) => r.answers[j] === r.class).length),
      sure99: names.map((_, j) => group.filter((r) => (r.p[j] ?? 0) >= 0.99).length),
      levels: round(mean(group.map((r) => r.levels)), 1),
      meanPWhenSure: names.map((_, j) =>
        round(mean(group.flatMap((r) => (r.then ? [r.then[j] ?? NaN] : [])))),
      ),
      everSure: group.filter((r) => r.then).length,
      stepsToSure: [...group.map((r) => r.sure)].sort((a, b) => a - b)[
        Math.floor(group.length / 2)
      ],
      alike: alike.length > 0 ? round(mean(alike), 3) : null,
    };
  },
);

const gallery = await imagesOf('public/images/gallery.png', model.manifest);
const x = preprocess(model.manifest, gallery.pixels, [SIDE, SIDE]);
const photos = judge(x);
const labels = gallery.labels.map((name) => classes.indexOf(name));
const sorted = [...photos.levels].sort((a, b) => a - b);
const recorded = {
  command: 'node --experimental-strip-types bench/recordPriors.ts',
  steps: STEPS,
  start: START,
  seeds,
  usual,
  judges: names,
  photographs: {
    pictures: labels.length,
    meanP: photos.probabilities.map((rows) =>
      round(mean(rows.map((row, i) => row[labels[i] ?? 0] ?? NaN))),
    ),
    right: photos.probabilities.map(
      (rows) => rows.filter((row, i) => row.indexOf(Math.max(...row)) === labels[i]).length,
    ),
    sure99: photos.probabilities.map(
      (rows) => rows.filter((row, i) => (row[labels[i] ?? 0] ?? 0) >= 0.99).length,
    ),
    levels: {
      median: round(sorted[250] ?? NaN, 1),
      low: round(sorted[25] ?? NaN, 1),
      high: round(sorted[474] ?? NaN, 1),
      most: round(sorted.at(-1) ?? NaN, 1),
    },
  },
  groups,
  results,
};
for (const g of groups) console.log(JSON.stringify(g));
console.log(JSON.stringify(recorded.photographs));
if (!process.argv.includes('--quick')) {
  const sheet = process.env['SHEET'];
  if (sheet)
    writeFileSync(
      sheet,
      JSON.stringify(
        [...pictures].map(([k, list]) => [k, [...(list[0] ?? [])].map((v) => round(v, 2))]),
      ),
    );
  writeFileSync(FILE, `${JSON.stringify(recorded, null, 1)}\n`);
}
