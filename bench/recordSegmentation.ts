import { readFileSync, writeFileSync } from 'node:fs';

import { dispose } from '@tensorflow/tfjs-core';
import sharp from 'sharp';

import {
  groundAt,
  photographed,
  ROOM,
  sceneOf,
  type SceneChoice,
} from '#demos/gradient-segmentation/scene.ts';
import { scalarOf } from '#numerics/attribution/target.ts';
import { preprocess } from '#numerics/network/images.ts';
import type { Network } from '#numerics/network/network.ts';
import { networkOf } from '#numerics/network/networkOf.ts';
import { randomiseFromTop } from '#numerics/network/randomiseLayers.ts';
import { valuesAt } from '#numerics/network/run.ts';
import { mulberry32 } from '#numerics/random.ts';

import { centreMap } from '#numerics/segmentation/centreMap.ts';
import type { MaskedPicture } from '#numerics/segmentation/composite.ts';
import { otsuThreshold } from '#numerics/segmentation/otsuThreshold.ts';
import { overlap } from '#numerics/segmentation/overlap.ts';
import { seedMap, type SeedSource } from '#numerics/segmentation/seedMap.ts';
import { seededCut, type SeededCutOptions } from '#numerics/segmentation/seededCut.ts';
import { seedsOf } from '#numerics/segmentation/seeds.ts';
import { shareInside } from '#numerics/segmentation/shareInside.ts';
import { shuffled } from '#numerics/training/shuffled.ts';

import { imagesOf, shippedModel } from '../tests/numerics/network/shipped.ts';
import { startWasm } from '../tests/numerics/wasm/wasmBackend.ts';
import { uninterruptedWith } from '../tests/numerics/tasks/uninterrupted.ts';

/**
 * Records what the chapter on segmentation says of many scenes:
 * `node --experimental-strip-types bench/recordSegmentation.ts` lays eight objects on five grounds,
 * each in the middle and in one corner, takes a map of each scene from many sources, and writes
 * `content/chapters/gradient-segmentation/cuts.json`: mean IoU of the map above Otsu's threshold and
 * of the minimum cut from its seeds, and how many of the seeds lie on the object.
 */
const FOLDER = 'content/chapters/gradient-segmentation';
const NUMBERS = 32 * 32 * 3;
const usual = { foregroundShare: 0.05, backgroundShare: 0.3, lambda: 5 };

const model = shippedModel('base');
const context = uninterruptedWith(model);
await startWasm();
const trained = networkOf(model);
const untrained = [1, 2, 3].map((seed) => randomiseFromTop(trained, 6, seed));

const teaching = await imagesOf('public/images/gallery-teaching.png', model.manifest);
const sheet = await sharp('public/images/grounds.png').removeAlpha().raw().toBuffer();
const { objects } = JSON.parse(readFileSync(`${FOLDER}/masks.json`, 'utf8')) as {
  objects: { image: number; mask: string[] }[];
};

interface Scene extends MaskedPicture {
  object: number;
  label: number;
  /** Whether the object lies in the middle. */
  central: boolean;
}

const corners = [
  [0, 0],
  [0, ROOM],
  [ROOM, 0],
  [ROOM, ROOM],
] as const;

/** An object on a ground, or on its own photograph. */
function sceneWith(
  object: number,
  ground: (typeof photographed)[number] | 'own',
  change: Partial<SceneChoice> = {},
): Scene {
  const { image = 0, mask = [] } = objects[object] ?? {};
  const pixels = teaching.pixels.slice(image * NUMBERS, (image + 1) * NUMBERS);
  const place = { row: ROOM / 2, column: ROOM / 2, disguise: 0, ...change };
  const under = ground === 'own' ? null : groundAt(sheet, 3, ground);
  return {
    ...sceneOf(place, { pixels, mask: mask.join('') }, under),
    object,
    label: model.manifest.classes.indexOf(teaching.labels[image] ?? ''),
    central: place.row === ROOM / 2,
  };
}

/** Every object on every ground, in the middle and in a corner. */
function scenes(disguise: number): Scene[] {
  return objects.flatMap((_, object) =>
    photographed.flatMap((ground, at) => {
      const [row, column] = corners[(object + at) % 4] ?? [0, 0];
      return [
        sceneWith(object, ground, { disguise }),
        sceneWith(object, ground, { row, column, disguise }),
      ];
    }),
  );
}

type Source = (scene: Scene, at: number) => Promise<ArrayLike<number>>;

/** A method's map of the object's class, or of the one `off` classes further on. */
function byNetwork(source: SeedSource, network: Network, off = 0): Source {
  return async ({ pixels, height, width, label }) => {
    const target = { kind: 'class', index: (label + off) % 10, as: 'score' } as const;
    const x = preprocess(model.manifest, pixels, [height, width]);
    const question = { network, x, scalar: scalarOf(network, target) };
    const map = await seedMap(source, target, question, context);
    x.dispose();
    if (!map) throw new Error('Nobody cancels a recording.');
    return map.values;
  };
}

const centre: Source = ({ height, width }) => Promise.resolve(centreMap([height, width]));
const noise: Source = ({ height, width }, at) =>
  Promise.resolve(Float64Array.from({ length: height * width }, mulberry32(at)));

/** Pixels in a random order: of the object, and of the ground. */
function scattered({ mask }: Scene, seed: number) {
  const order = shuffled(mask.length, seed);
  return { object: order.filter((i) => mask[i]), ground: order.filter((i) => !mask[i]) };
}

/** A map whose seeds are drawn by lot, as many of either kind on the object as those of a source. */
function byLot(source: Source): Source {
  return async (scene, at) => {
    const map = await source(scene, at);
    const { foreground, background } = seedsOf(map, usual.foregroundShare, usual.backgroundShare);
    const onObject = (pixels: number[]) => pixels.filter((i) => scene.mask[i]).length;
    const [right, wrong] = [onObject(foreground), onObject(background)];
    const { object, ground } = scattered(scene, 1000 + at);
    const seeds = new Float64Array(map.length);
    const put = (pixels: number[], value: number) => pixels.forEach((i) => (seeds[i] = value));
    put(object.splice(0, right), 1);
    put(ground.splice(0, foreground.length - right), 1);
    put(object.splice(0, wrong), -1);
    put(ground.splice(0, background.length - wrong), -1);
    return seeds;
  };
}

/** Foreground seeds on the object and background seeds on the ground, all drawn by lot. */
const faultless: Source = (scene, at) => {
  const { object, ground } = scattered(scene, 1000 + at);
  const map = new Float64Array(scene.mask.length);
  // No object is so small that it has not a pixel for each seed.
  object.forEach((i, rank) => (map[i] = 2 - rank / map.length));
  ground.forEach((i, rank) => (map[i] = rank / map.length));
  return Promise.resolve(map);
};

const mean = (values: readonly number[]) => {
  const sum = values.reduce((total, value) => total + value, 0);
  return Number((sum / values.length).toFixed(3));
};

type Measure = 'otsu' | 'cut' | 'foreground' | 'background';

/** A source's means over scenes: alone, and by its seeds. */
async function measure(over: readonly Scene[], source: Source, options: Partial<SeededCutOptions>) {
  const all = { ...usual, ...options };
  const found: (Record<Measure, number> & Pick<Scene, 'central' | 'object'>)[] = [];
  for (const [at, scene] of over.entries()) {
    const map = await source(scene, at);
    const picture = { pixels: scene.pixels, size: [scene.height, scene.width] as const };
    const threshold = otsuThreshold(map);
    const above = Uint8Array.from(map, (value) => (value > threshold ? 1 : 0));
    const seeds = seedsOf(map, all.foregroundShare, all.backgroundShare);
    const { labels } = seededCut(picture, map, all);
    found.push({
      central: scene.central,
      object: scene.object,
      otsu: overlap(above, scene.mask).intersectionOverUnion,
      cut: overlap(labels, scene.mask).intersectionOverUnion,
      foreground: shareInside(seeds.foreground, scene.mask),
      background: shareInside(seeds.background, scene.mask),
    });
  }
  const of = (key: Measure, part = found) =>
    part.length === 0 ? null : mean(part.map((one) => one[key]));
  const result = {
    otsu: of('otsu'),
    cut: of('cut'),
    central: of(
      'cut',
      found.filter(({ central }) => central),
    ),
    corner: of(
      'cut',
      found.filter(({ central }) => !central),
    ),
    foreground: of('foreground'),
    background: of('background'),
    /** The means of the cut for each object: scenes of one object are not independent. */
    byObject: objects.map((_, at) =>
      of(
        'cut',
        found.filter(({ object }) => object === at),
      ),
    ),
  };
  return result;
}

/** The scenes of which the network answers the object's class. */
async function named(over: readonly Scene[]): Promise<Scene[]> {
  const right: Scene[] = [];
  for (const scene of over) {
    const { pixels, height, width, label } = scene;
    const x = preprocess(model.manifest, pixels, [height, width]);
    const logits = valuesAt(trained, x);
    const row = [...(await logits.data())];
    dispose([x, logits]);
    if (row.indexOf(Math.max(...row)) === label) right.push(scene);
  }
  return right;
}

/** The same scenes ten times: what is drawn by lot is drawn anew each time. */
const tenfold = (over: readonly Scene[]) => Array.from({ length: 10 }, () => over).flat();

const plain = scenes(0);
const [first = trained] = untrained;
const settings: [string, readonly Scene[], Source, Partial<SeededCutOptions>][] = [];
for (const id of ['gradient', 'smoothGrad', 'guidedBackpropagation', 'gradCam'] as const) {
  settings.push([id, plain, byNetwork(id, trained), {}]);
  settings.push([`${id} certain`, plain, byNetwork(id, trained), { certain: true }]);
  settings.push([`${id} wrong class`, plain, byNetwork(id, trained, 5), {}]);
  settings.push([`${id} untrained`, plain, byNetwork(id, first), {}]);
}
for (const [at, network] of untrained.entries()) {
  if (at === 0) continue;
  settings.push([`gradient untrained ${at + 1}`, plain, byNetwork('gradient', network), {}]);
  settings.push([`gradCam untrained ${at + 1}`, plain, byNetwork('gradCam', network), {}]);
}
settings.push(['edges', plain, byNetwork('edges', trained), {}]);
settings.push(['centre', plain, centre, {}], ['noise', plain, noise, {}]);
for (const lambda of [0, 1, 2, 10, 20, 50]) {
  settings.push([`gradient lambda ${lambda}`, plain, byNetwork('gradient', trained), { lambda }]);
  settings.push([
    `gradient untrained lambda ${lambda}`,
    plain,
    byNetwork('gradient', first),
    { lambda },
  ]);
}
for (const foregroundShare of [0.01, 0.1, 0.2, 0.4]) {
  for (const id of ['gradient', 'gradCam'] as const)
    settings.push([
      `${id} foreground ${foregroundShare}`,
      plain,
      byNetwork(id, trained),
      { foregroundShare },
    ]);
}
for (const [at, ground] of photographed.entries()) {
  const there = plain.filter((_, i) => Math.floor(i / 2) % photographed.length === at);
  settings.push([`gradient on ${ground}`, there, byNetwork('gradient', trained), {}]);
  settings.push([`gradient untrained on ${ground}`, there, byNetwork('gradient', first), {}]);
  settings.push([
    `gradient by lot on ${ground}`,
    tenfold(there),
    byLot(byNetwork('gradient', trained)),
    {},
  ]);
  settings.push([`faultless on ${ground}`, tenfold(there), faultless, {}]);
}
const seen = await named(plain);
for (const [name, source] of [
  ['gradient', byNetwork('gradient', trained)],
  ['gradient untrained', byNetwork('gradient', first)],
  ['gradCam', byNetwork('gradCam', trained)],
] as const) {
  settings.push([`${name} named`, seen, source, {}]);
  settings.push([`${name} by lot`, tenfold(plain), byLot(source), {}]);
}
settings.push(['faultless', tenfold(plain), faultless, {}]);
const rights: Record<string, number> = { 0: seen.length };
for (const disguise of [0.25, 0.5, 0.75, 1]) {
  const disguised = scenes(disguise);
  rights[disguise] = (await named(disguised)).length;
  for (const id of ['gradient', 'gradCam'] as const)
    settings.push([`${id} disguise ${disguise}`, disguised, byNetwork(id, trained), {}]);
}
const own = objects.map((_, object) => sceneWith(object, 'own'));
rights['own'] = (await named(own)).length;
for (const id of ['gradient', 'gradCam'] as const)
  settings.push([`${id} own`, own, byNetwork(id, trained), {}]);
settings.push(['centre own', own, centre, {}]);

const recorded = {
  command: 'node --experimental-strip-types bench/recordSegmentation.ts',
  scenes: plain.length,
  objectShare: mean(plain.map(({ mask }) => shareInside([...mask.keys()], mask))),
  /** Scenes whose class the network answers, by the disguise; and on the objects' own photographs. */
  answered: rights,
  settings: {} as Record<string, Awaited<ReturnType<typeof measure>>>,
};
for (const [name, over, source, options] of settings) {
  recorded.settings[name] = await measure(over, source, options);
  console.log(name, JSON.stringify(recorded.settings[name]));
}
writeFileSync(`${FOLDER}/cuts.json`, `${JSON.stringify(recorded, null, 1)}\n`);
