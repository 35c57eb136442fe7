import { readFileSync, writeFileSync } from 'node:fs';

import {
  dispose,
  matMul,
  reshape,
  tensor,
  tensor2d,
  tidy,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import * as z from 'zod/mini';

import { turnDefaults } from '#demos/visualization-vs-interpretability/state.ts';
import { summariseTurn } from '#demos/visualization-vs-interpretability/turnView.ts';
import { rankCorrelation } from '#numerics/attribution/rankCorrelation.ts';
import { shareInBox } from '#numerics/attribution/shareInBox.ts';
import type { AttributionMap } from '#numerics/tasks/attribution-maps.ts';
import { preprocess } from '#numerics/network/images.ts';
import { stepsTo, type Network } from '#numerics/network/network.ts';
import { networkOf } from '#numerics/network/networkOf.ts';
import { valuesAt } from '#numerics/network/run.ts';
import { ablateChannels } from '#numerics/network/changeWeights.ts';
import { disposeNetwork } from '#numerics/network/network.ts';
import { mulberry32 } from '#numerics/random.ts';
import { trialMethods } from '#numerics/attribution/trialMethods.ts';
import trial from '#numerics/tasks/visualization-vs-interpretability-trial.ts';
import turn from '#numerics/tasks/visualization-vs-interpretability-turn.ts';
import { turnablePlaces, type TurnablePlace } from '#numerics/turning/turnablePlaces.ts';
import { StrongestPictures } from '#numerics/turning/strongestPictures.ts';
import { STRONGEST, stillThere, summariseUnits } from '#numerics/turning/summariseUnits.ts';
import { turnedBasis } from '#numerics/turning/turnedBasis.ts';

import { imagesOf, shippedModel } from '../tests/numerics/network/shipped.ts';
import { startWasm } from '../tests/numerics/wasm/wasmBackend.ts';
import { uninterruptedWith } from '../tests/numerics/tasks/uninterrupted.ts';

/**
 * Records what the chapter on understanding says of many runs:
 * `node --experimental-strip-types bench/recordUnderstanding.ts [first] [turning] [study] [harm]`
 * writes files
 * beside the chapter. `turning.json`: units of five places turned by 20 seeds; `first.json`: what a reader sees first; `study.json`: how often rules that know no network tell a trained network's map from a
 * random one's; `harm.json`: how selective each unit is for a class, and what its removal costs.
 */
const FOLDER = 'content/chapters/visualization-vs-interpretability';
const [SEEDS, STUDIED] = [20, 100];
/** Seeds by angle: a right angle is what the chapter's table shows. */
const ANGLES = [
  { angle: 30, seeds: 5 },
  { angle: 60, seeds: 5 },
  { angle: 90, seeds: SEEDS },
];
const NUMBERS = 32 * 32 * 3;
const PICTURES = 500;
const COMMAND = 'node --experimental-strip-types bench/recordUnderstanding.ts';

const model = shippedModel('base');
const context = uninterruptedWith(model);
await startWasm();
const network = networkOf(model);
const { classes } = model.manifest;
const { pixels, labels: names } = await imagesOf('public/images/gallery.png', model.manifest);
const labels = names.map((name) => classes.indexOf(name));

const round = (value: number, digits = 3) => Number(value.toFixed(digits));
const meanOf = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const spread = (values: readonly number[]) => ({
  mean: round(meanOf(values)),
  low: round(Math.min(...values)),
  high: round(Math.max(...values)),
});
const write = (file: string, found: object) => {
  const content = { command: `${COMMAND} ${file}`, pictures: PICTURES, ...found };
  writeFileSync(`${FOLDER}/${file}.json`, `${JSON.stringify(content, null, 1)}\n`);
  console.log(file, JSON.stringify(content).slice(0, 1500));
};

/** The values at a place for all pictures. */
async function valuesOf(place: string): Promise<{ values: Float32Array; shape: number[] }> {
  const parts: Float32Array[] = [];
  let shape: number[] = [];
  for (let first = 0; first < PICTURES; first += 25) {
    const found = tidy(() =>
      valuesAt(
        network,
        preprocess(
          model.manifest,
          pixels.subarray(first * NUMBERS, (first + 25) * NUMBERS),
          [32, 32],
        ),
        place,
      ),
    );
    shape = [PICTURES, ...found.shape.slice(1)];
    parts.push(Float32Array.from(await found.data()));
    found.dispose();
  }
  const values = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  parts.reduce((at, part) => (values.set(part, at), at + part.length), 0);
  return { values, shape };
}

/** The nine strongest pictures of each unit of values that are turned by Q. */
function turnedPeaks(values: Float32Array, shape: number[], q: Float32Array) {
  const [n = 0, h = 1, w = 1, units = 1] = shape;
  const strongest = new StrongestPictures(units, STRONGEST);
  const each = h * w * units;
  for (let first = 0; first < n; first += 50) {
    const found = tidy(() =>
      matMul(
        tensor2d(values.subarray(first * each, (first + 50) * each), [50 * h * w, units]),
        tensor2d(q, [units, units]),
        false,
        true,
      ),
    );
    strongest.add(found.dataSync(), [50, h, w, units], first);
    found.dispose();
  }
  return strongest.peaks;
}

async function recordTurning() {
  const places: Record<string, object> = {};
  for (const place of turnablePlaces) {
    const { values, shape } = await valuesOf(place);
    const units = shape[3] ?? 0;
    const trained = turnedPeaks(values, shape, turnedBasis(units, 0, 1));
    const original = summariseUnits(trained, labels);
    const steps = ANGLES.map(({ angle, seeds }) => {
      const runs = Array.from({ length: seeds }, (_, i) => {
        const peaks = turnedPeaks(
          values,
          shape,
          turnedBasis(units, (angle * Math.PI) / 180, i + 1),
        );
        const kept = meanOf(peaks.map((own, unit) => stillThere(trained[unit] ?? [], own)));
        return { ...summariseUnits(peaks, labels), kept };
      });
      return {
        angle,
        seeds,
        purity: spread(runs.map(({ purity }) => purity)),
        detectors: spread(runs.map(({ detectors }) => detectors)),
        kept: spread(runs.map(({ kept }) => kept)),
      };
    });
    // Accuracy, in the whole network and by the task that readers run.
    const ask = async (angle: number, seed: number, where: 'after' | 'around') => {
      const found = await turn({ pixels, labels, place, angle, seed, where }, context);
      if (!found) throw new Error('Nobody cancels a recording.');
      return found;
    };
    const after = [];
    for (let seed = 1; seed <= 2; seed++) after.push(await ask(90, seed, 'after'));
    const around = [];
    for (const angle of [15, 90]) {
      const runs = [];
      for (let seed = 1; seed <= 3; seed++) runs.push((await ask(angle, seed, 'around')).right[1]);
      around.push({ angle, right: spread(runs) });
    }
    places[place] = {
      units,
      trained: { purity: round(original.purity), detectors: original.detectors },
      steps,
      after: {
        right: after[0]?.right,
        changed: Math.max(...after.map(({ changed }) => changed)),
        difference: Math.max(...after.map(({ difference }) => difference)),
        seeds: after.length,
      },
      around,
    };
    console.log(place, JSON.stringify(places[place]));
  }
  // By chance: nine pictures drawn at random.
  const random = mulberry32(1);
  const draws = Array.from({ length: 20_000 }, () => {
    const own = new Set<number>();
    while (own.size < STRONGEST) own.add(Math.floor(random() * PICTURES));
    return [...own].map((picture) => ({ picture, value: 1, row: 0, column: 0 }));
  });
  const chance = summariseUnits(draws, labels);
  write('turning', {
    seeds: SEEDS,
    chance: { purity: round(chance.purity), detectors: round(chance.detectors / draws.length, 5) },
    places,
  });
}

async function recordStudy() {
  const box = { row: 8, column: 8, height: 16, width: 16 };
  const rules: Record<string, (map: AttributionMap) => number> = {
    middle: ({ onImage }) => shareInBox(onImage, 32, box) ?? 0,
    edges: ({ edges }) => edges.rankOfMagnitudes ?? 0,
    concentrated: ({ onImage }) => {
      const sizes = Array.from(onImage, Math.abs).sort((a, b) => b - a);
      const sum = (list: number[]) => list.reduce((total, value) => total + value, 0);
      return sum(sizes.slice(0, 102)) / sum(sizes);
    },
  };
  // Readers are asked about the teaching images, and these are in the gallery, too.
  const numbersOf = (sheet: string) =>
    z
      .object({ numbers: z.array(z.int()) })
      .parse(JSON.parse(readFileSync(`public/images/${sheet}.json`, 'utf8'))).numbers;
  const readers = new Set(numbersOf('gallery-teaching'));
  const numbers = numbersOf('gallery');
  const studied: number[] = [];
  for (let i = 0; studied.length < STUDIED; i++) {
    if (readers.has(numbers[i] ?? -1)) continue;
    const logits = tidy(() =>
      valuesAt(
        network,
        preprocess(model.manifest, pixels.subarray(i * NUMBERS, (i + 1) * NUMBERS), [32, 32]),
      ),
    );
    const scores = [...(await logits.data())];
    logits.dispose();
    if (scores.indexOf(Math.max(...scores)) === labels[i]) studied.push(i);
  }
  const depths: Record<string, object> = {};
  for (const depth of [1, 6]) {
    const byMethod: Record<string, object> = {};
    for (const method of trialMethods) {
      const tallies = Object.fromEntries(Object.keys(rules).map((name) => [name, 0]));
      const ranks: number[] = [];
      for (const i of studied) {
        const found = await trial(
          {
            pixels: pixels.subarray(i * NUMBERS, (i + 1) * NUMBERS),
            classIndex: labels[i] ?? 0,
            method,
            depth,
            seed: i + 1,
          },
          context,
        );
        if (!found) throw new Error('Nobody cancels a recording.');
        const { trained, random } = found;
        for (const [name, rule] of Object.entries(rules)) {
          if (rule(trained) > rule(random)) tallies[name] = (tallies[name] ?? 0) + 1;
        }
        const rank = rankCorrelation(trained.onImage, random.onImage);
        if (!Number.isNaN(rank)) ranks.push(rank);
      }
      byMethod[method] = { rank: round(meanOf(ranks)), right: tallies };
      console.log(depth, method, JSON.stringify(byMethod[method]));
    }
    depths[depth] = byMethod;
  }
  write('study', { pairs: STUDIED, depths });
}

async function recordHarm() {
  const found: Record<string, object> = {};
  for (const place of ['conv4', 'conv5'] as const satisfies readonly TurnablePlace[]) {
    const { values, shape } = await valuesOf(place);
    const [n = 0, h = 1, w = 1, units = 1] = shape;
    // Mean over positions, then over the pictures of each class.
    const means = Array.from({ length: units }, () => new Array<number>(classes.length).fill(0));
    for (let i = 0; i < n; i++)
      for (let at = 0; at < h * w; at++)
        for (let unit = 0; unit < units; unit++) {
          const own = means[unit];
          const label = labels[i] ?? 0;
          if (own) own[label] = (own[label] ?? 0) + (values[(i * h * w + at) * units + unit] ?? 0);
        }
    const selectivity = means.map((own) => {
      const most = Math.max(...own);
      const rest = (own.reduce((sum, value) => sum + value, 0) - most) / (own.length - 1);
      return (most - rest) / (most + rest);
    });
    const rest = (of: Network): Network => ({ steps: of.steps.slice(stepsTo(of, place)) });
    const judge = (mask: Float32Array) => {
      const head = rest(network);
      let [loss, right] = [0, 0];
      for (let first = 0; first < n; first += 50) {
        const each = h * w * units;
        const part = values
          .slice(first * each, (first + 50) * each)
          .map((v, at) => v * (mask[at % units] ?? 1));
        const logits = tidy(() =>
          valuesAt(head, reshape(tensor(part), [50, h, w, units]) as Tensor4D),
        );
        const scores = logits.dataSync();
        logits.dispose();
        for (let i = 0; i < 50; i++) {
          const own = [...scores.subarray(i * classes.length, (i + 1) * classes.length)];
          const label = labels[first + i] ?? 0;
          const total = Math.log(own.reduce((sum, s) => sum + Math.exp(s), 0));
          loss += (total - (own[label] ?? 0)) / n;
          if (own.indexOf(Math.max(...own)) === label) right++;
        }
      }
      return { loss, right };
    };
    const all = new Float32Array(units).fill(1);
    const whole = judge(all);
    const without = Array.from({ length: units }, (_, unit) =>
      judge(all.map((one, u) => (u === unit ? 0 : one))),
    );
    // The same by the weights, for one unit: the mask is an ablation.
    const ablated = ablateChannels(network, { [place]: [0] });
    const x = preprocess(model.manifest, pixels.subarray(0, NUMBERS), [32, 32]);
    const same = valuesAt(ablated, x);
    dispose([x, same]);
    disposeNetwork(ablated);
    const harm = without.map(({ loss }) => loss - whole.loss);
    const fallen = without.map(({ right }) => whole.right - right);
    found[place] = {
      units,
      right: whole.right,
      loss: round(whole.loss, 4),
      selectivity: spread(selectivity),
      rank: round(rankCorrelation(selectivity, harm)),
      rankOfRight: round(rankCorrelation(selectivity, fallen)),
      lost: { most: Math.max(...fallen), none: fallen.filter((count) => count <= 0).length },
    };
    console.log(place, JSON.stringify(found[place]));
  }
  write('harm', { places: found });
}

/** What the figure shows before anybody touches it. */
async function recordFirst() {
  const { place, angle, seed, where, unit } = turnDefaults;
  const found = await turn({ pixels, labels, place, angle, seed, where }, context);
  if (!found) throw new Error('Nobody cancels a recording.');
  const { before, after, ...numbers } = summariseTurn(found, labels);
  write('first', {
    ...numbers,
    before: { summary: before, peaks: found.before[unit] },
    after: { summary: after, peaks: found.after[unit] },
  });
}

const asked = process.argv.slice(2);
const wanted = (name: string) => asked.length === 0 || asked.includes(name);
if (wanted('first')) await recordFirst();
if (wanted('harm')) await recordHarm();
if (wanted('turning')) await recordTurning();
if (wanted('study')) await recordStudy();
