import { writeFileSync } from 'node:fs';

import { dispose, type Tensor4D } from '@tensorflow/tfjs-core';

import { mosaicOf, tileBoxes } from '#demos/attribution/mosaic.ts';
import type { Attribution } from '#numerics/attribution/attribution.ts';
import { gradCam, type GradCamOptions } from '#numerics/attribution/gradCam.ts';
import { gradient } from '#numerics/attribution/gradient.ts';
import { guidedBackpropagation } from '#numerics/attribution/guidedBackpropagation.ts';
import { guidedGradCam } from '#numerics/attribution/guidedGradCam.ts';
import { channelSum, enlarge } from '#numerics/attribution/pixelMaps.ts';
import { shareInBox } from '#numerics/attribution/shareInBox.ts';
import { preprocess } from '#numerics/network/images.ts';
import { lastPlace } from '#numerics/network/network.ts';
import { networkOf } from '#numerics/network/networkOf.ts';
import { valuesAt } from '#numerics/network/run.ts';
import { logit } from '#numerics/network/scalars.ts';
import { mulberry32 } from '#numerics/random.ts';

import { imagesOf, shippedModel } from '../tests/numerics/network/shipped.ts';
import { startWasm } from '../tests/numerics/wasm/wasmBackend.ts';
import { uninterruptedWith } from '../tests/numerics/tasks/uninterrupted.ts';

/**
 * Records the pointing game of the chapter on Grad-CAM:
 * `node --experimental-strip-types bench/recordPointing.ts` draws 120 pairs of gallery pictures of
 * different classes, asks each mosaic for both classes by many settings, and writes
 * `content/chapters/grad-cam/pointing.json`: how often the largest value lies in the asked picture,
 * and the mean share of the map's magnitudes in it.
 */
const FILE = 'content/chapters/grad-cam/pointing.json';
const [PAIRS, SEED, BATCH] = [120, 26, 24];
const [SIDE, NUMBERS] = [32, 32 * 32 * 3];
const layers = ['conv1', 'conv2', 'conv3', 'conv4', 'conv5'] as const;
const poolings = ['mean', 'max', 'none'] as const;

const settings: [string, Attribution][] = [
  ...layers.flatMap((layer) =>
    poolings.map((pooling): [string, Attribution] => [
      `${layer} ${pooling}`,
      gradCam({ layer, pooling }),
    ]),
  ),
  ...(
    [
      ['conv5 signed', { layer: 'conv5', rectify: false }],
      ['conv5 counterfactual', { layer: 'conv5', counterfactual: true }],
      ['conv3 signed', { layer: 'conv3', rectify: false }],
    ] satisfies [string, GradCamOptions][]
  ).map(([name, options]): [string, Attribution] => [name, gradCam(options)]),
  ['guided Grad-CAM', guidedGradCam({ layer: 'conv5' })],
  ['guided backpropagation', guidedBackpropagation],
  ['gradient', gradient],
];

const model = shippedModel('base');
const context = uninterruptedWith(model);
await startWasm();
const network = networkOf(model);
const gallery = await imagesOf('public/images/gallery.png', model.manifest);
const labels = gallery.labels.map((name) => model.manifest.classes.indexOf(name));
const picture = (i: number) => gallery.pixels.subarray(i * NUMBERS, (i + 1) * NUMBERS);
const random = mulberry32(SEED);
const draw = () => Math.floor(random() * labels.length);

/** Two questions a mosaic: for the class on the left, and for that on the right. */
const questions: { pair: [number, number]; asked: 0 | 1 }[] = [];
while (questions.length < 2 * PAIRS) {
  const pair: [number, number] = [draw(), draw()];
  if (labels[pair[0]] === labels[pair[1]]) continue;
  questions.push({ pair, asked: 0 }, { pair, asked: 1 });
}

const boxes = tileBoxes(2);
const tallies = settings.map(() => ({ hits: 0, shares: [] as number[], empty: 0 }));
let best = 0;
for (let from = 0; from < questions.length; from += BATCH) {
  const batch = questions.slice(from, from + BATCH);
  const pixels = batch.flatMap(({ pair }) => [...mosaicOf(pair.map(picture))]);
  const x = preprocess(model.manifest, pixels, [SIDE, 2 * SIDE]);
  const classes = batch.map(({ pair, asked }) => labels[pair[asked]] ?? 0);
  const logits = valuesAt(network, x);
  const scores = (await logits.array()) as number[][];
  logits.dispose();
  best += scores.filter((row, i) => row.indexOf(Math.max(...row)) === classes[i]).length;
  const question = { network, x, scalar: logit(lastPlace(network), classes) };
  for (const [at, [, attribution]] of settings.entries()) {
    const tally = tallies[at];
    const found = await attribution(question, context);
    if (!found || !tally) throw new Error('Nobody cancels a recording.');
    const one = found.shape[3] === 1 ? found.clone() : channelSum(found);
    const onImage: Tensor4D = enlarge(one, [SIDE, 2 * SIDE]);
    const [own, large] = [await one.data(), await onImage.data()];
    const [, h = 0, w = 0] = one.shape;
    batch.forEach(({ asked }, i) => {
      const values = own.slice(i * h * w, (i + 1) * h * w);
      const most = Math.max(...values);
      const map = large.slice(i * SIDE * 2 * SIDE, (i + 1) * SIDE * 2 * SIDE);
      const box = boxes[asked];
      const share = box ? shareInBox(map, 2 * SIDE, box) : null;
      if (share === null) {
        tally.empty++;
        return;
      }
      tally.shares.push(share);
      if (most > 0 && values.indexOf(most) % w < w / 2 === (asked === 0)) tally.hits++;
    });
    dispose([found, one, onImage]);
  }
  x.dispose();
  console.log(`${from + batch.length} of ${questions.length}`);
}

const round = (value: number) => Number(value.toFixed(3));
const recorded = {
  command: 'node --experimental-strip-types bench/recordPointing.ts',
  pairs: PAIRS,
  seed: SEED,
  questions: questions.length,
  /** How often the asked class is the one that the network answers for the mosaic. */
  answered: best,
  settings: Object.fromEntries(
    settings.map(([name], at) => {
      const { hits = 0, shares = [], empty = 0 } = tallies[at] ?? {};
      const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
      return [name, { hits, empty, share: round(mean) }];
    }),
  ),
};
writeFileSync(FILE, `${JSON.stringify(recorded, null, 1)}\n`);
console.log(JSON.stringify(recorded.settings));
