import { writeFileSync } from 'node:fs';

import { dispose, tensor4d, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core';

import { rankCorrelation } from '#numerics/attribution/rankCorrelation.ts';
import { cosineSimilarity } from '#numerics/cosineSimilarity.ts';
import { backwardTo } from '#numerics/network/backward.ts';
import type { ReluRule } from '#numerics/network/layers/relu.ts';
import { preprocess } from '#numerics/network/images.ts';
import { disposeNetwork, lastPlace, type Network } from '#numerics/network/network.ts';
import { networkOf } from '#numerics/network/networkOf.ts';
import { randomiseFromTop } from '#numerics/network/randomiseLayers.ts';
import { activationAt, run, valuesAt } from '#numerics/network/run.ts';
import { logit } from '#numerics/network/scalars.ts';
import type { BackwardRules } from '#numerics/network/step.ts';
import {
  questionedRules as rules,
  questionStops,
} from '#numerics/tasks/guided-backprop-questions.ts';

import { imagesOf, shippedModel } from '../tests/numerics/network/shipped.ts';
import { startWasm } from '../tests/numerics/wasm/wasmBackend.ts';

/**
 * Records what the chapter on guided backpropagation says of many pictures:
 * `node --experimental-strip-types bench/recordQuestions.ts` asks the book's network, and one with
 * all weights random, for two classes of each of the 500 gallery pictures, and writes
 * `content/chapters/guided-backprop/questions.json`: means over the pictures.
 */
const FILE = 'content/chapters/guided-backprop/questions.json';
const [BATCH, SIDE, NUMBERS] = [25, 32, 32 * 32 * 3];
/** Length of the step along a map after which the score is asked again, in units of the picture. */
const STEP = 0.5;

const model = shippedModel('base');
await startWasm();
const trained = networkOf(model);
const gallery = await imagesOf('public/images/gallery.png', model.manifest);
const labels = gallery.labels.map((name) => model.manifest.classes.indexOf(name));

const tallies = new Map<string, number[]>();
const note = (name: string, value: number) => {
  const values = tallies.get(name) ?? [];
  tallies.set(name, values);
  values.push(value);
};
const listsOf = (tensor: Tensor): Float32Array[] => {
  const [n = 1] = tensor.shape;
  const values = tensor.dataSync() as Float32Array;
  const size = values.length / n;
  return Array.from({ length: n }, (_, i) => values.slice(i * size, (i + 1) * size));
};
const coloursAdded = (map: Float32Array) =>
  Float32Array.from(
    { length: map.length / 3 },
    (_, i) => (map[3 * i] ?? 0) + (map[3 * i + 1] ?? 0) + (map[3 * i + 2] ?? 0),
  );
const share = (list: ArrayLike<number>, holds: (value: number, i: number) => boolean) =>
  Array.from(list).filter(holds).length / list.length;

/** The signals at all stops, for one class of each picture. */
function ask(
  network: Network,
  activations: ReturnType<typeof run>,
  classes: number[],
  rule: Partial<BackwardRules>,
) {
  const scalar = logit(lastPlace(network), classes);
  const signal = scalar.derivative(activationAt(activations, scalar.place));
  const found = backwardTo(
    network,
    activations,
    { place: scalar.place, signal },
    questionStops,
    rule,
  );
  const lists = questionStops.map((stop) => listsOf(activationAt(found, stop)));
  dispose([signal, ...Object.values(found)]);
  return lists;
}

let before: { maps: Record<string, Float32Array[]>; labels: number[] } | null = null;
for (let from = 0; from < labels.length; from += BATCH) {
  const pixels = gallery.pixels.subarray(from * NUMBERS, (from + BATCH) * NUMBERS);
  const x = preprocess(model.manifest, pixels, [SIDE, SIDE]);
  const pictures = listsOf(x);
  for (const kind of ['trained', 'random'] as const) {
    const network = kind === 'trained' ? trained : randomiseFromTop(trained, 6, 1 + from);
    const logits = valuesAt(network, x);
    const scores = listsOf(logits);
    const orders = scores.map((row) =>
      [...row.keys()].sort((a, b) => (row[b] ?? 0) - (row[a] ?? 0)),
    );
    const [best, second, last] = [0, 1, 9].map((at) => orders.map((order) => order[at] ?? 0));
    if (!best || !second || !last) throw new Error('Expected ten classes.');
    const activations = run(network, x, { pre: true });
    const maps: Record<string, Float32Array[]> = {};
    for (const rule of rules) {
      const [a, b, c] = [best, second, last].map((classes) =>
        ask(network, activations, classes, { relu: rule }),
      );
      const name = `${kind} ${rule}`;
      questionStops.forEach((stop, at) => {
        pictures.forEach((picture, i) => {
          const [one, two, three] = [a, b, c].map((lists) => lists?.[at]?.[i]);
          if (!one || !two || !three) throw new Error(`Nothing at ${stop}.`);
          note(`${name} second at ${stop}`, cosineSimilarity(one, two));
          note(`${name} last at ${stop}`, cosineSimilarity(one, three));
          if (stop !== 'input') return;
          note(`${name} picture`, cosineSimilarity(one, picture));
          for (const map of [one, two, three]) {
            note(`${name} along the picture`, cosineSimilarity(map, picture) > 0 ? 1 : 0);
          }
          note(`${name} rank second`, rankCorrelation(coloursAdded(one), coloursAdded(two)));
          note(
            `${name} negative`,
            share(one, (value) => value < 0),
          );
          maps[rule] ??= [];
          maps[rule].push(one);
        });
      });
      if (kind === 'random') continue;
      const forgotten = ask(network, activations, best, { relu: rule, switches: 'forgotten' }).at(
        -1,
      );
      pictures.forEach((picture, i) => {
        const [own, without] = [maps[rule]?.[i], forgotten?.[i]];
        if (!own || !without) throw new Error('Expected a map.');
        note(`${name} forgotten`, rankCorrelation(coloursAdded(own), coloursAdded(without)));
        note(`${name} forgotten, picture`, cosineSimilarity(without, picture));
      });
      stepAlong(name, x, maps[rule] ?? [], scores, best);
    }
    if (kind === 'trained') {
      // The same class asked of two pictures: the next one of the same class in the batch before.
      for (const rule of rules) {
        pictures.forEach((_, i) => {
          const [own, slope] = [maps[rule]?.[i], maps['gradient']?.[i]];
          if (!own || !slope) throw new Error('Expected a map.');
          const there = own.filter((value) => value !== 0).length;
          const against = own.filter((value, j) => value * (slope[j] ?? 0) < 0).length;
          note(`trained ${rule} against the gradient`, against / there);
          const other = before?.labels.findIndex((label) => label === best[i]) ?? -1;
          const map = before?.maps[rule]?.[other];
          if (map) note(`trained ${rule} other picture`, cosineSimilarity(own, map));
        });
      }
      before = { maps, labels: best };
    }
    dispose([logits, ...Object.values(activations)]);
    if (network !== trained) disposeNetwork(network);
  }
  x.dispose();
  console.log(`${from + BATCH} of ${labels.length}`);
}

/** By how much the score of the answer rises for a step of one length along each map. */
function stepAlong(
  name: string,
  x: Tensor4D,
  maps: Float32Array[],
  scores: Float32Array[],
  best: number[],
): void {
  const moved = Float32Array.from(x.dataSync());
  maps.forEach((map, i) => {
    const length = Math.hypot(...map);
    map.forEach((value, j) => {
      const at = i * NUMBERS + j;
      moved[at] = (moved[at] ?? 0) + (STEP * value) / length;
    });
  });
  const there = tensor4d(moved, x.shape);
  const after = valuesAt(trained, there);
  listsOf(after).forEach((row, i) => {
    const c = best[i] ?? 0;
    note(`${name} rise`, (row[c] ?? 0) - (scores[i]?.[c] ?? 0));
  });
  dispose([there, after]);
}

const round = (value: number) => Number(value.toFixed(4));
const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const of = (name: string) => round(mean(tallies.get(name) ?? []));
const summary = (kind: 'trained' | 'random', rule: ReluRule) => {
  const name = `${kind} ${rule}`;
  return {
    second: questionStops.map((stop) => of(`${name} second at ${stop}`)),
    last: questionStops.map((stop) => of(`${name} last at ${stop}`)),
    rankSecond: of(`${name} rank second`),
    picture: of(`${name} picture`),
    alongPicture: of(`${name} along the picture`),
    negative: of(`${name} negative`),
    ...(kind === 'trained' && {
      otherPicture: of(`${name} other picture`),
      against: of(`${name} against the gradient`),
      forgotten: of(`${name} forgotten`),
      pictureForgotten: of(`${name} forgotten, picture`),
      rise: of(`${name} rise`),
    }),
  };
};
const recorded = {
  command: 'node --experimental-strip-types bench/recordQuestions.ts',
  pictures: labels.length,
  step: STEP,
  stops: questionStops,
  ...Object.fromEntries(
    (['trained', 'random'] as const).map((kind) => [
      kind,
      Object.fromEntries(rules.map((rule) => [rule, summary(kind, rule)])),
    ]),
  ),
};
writeFileSync(FILE, `${JSON.stringify(recorded, null, 1)}\n`);
console.log(JSON.stringify(recorded, null, 1));
