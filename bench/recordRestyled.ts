import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import sharp from 'sharp';

import { answersOf, inputsOf } from '#numerics/conflict/answersOf.ts';
import { restyling } from '#numerics/conflict/restyling.ts';
import { decisionsOf } from '#numerics/conflict/shapeBias.ts';
import { shuffleTiles, tilesOf } from '#numerics/conflict/shuffleTiles.ts';
import { networkOf } from '#numerics/network/networkOf.ts';
import { valuesAt } from '#numerics/network/run.ts';
import restyle from '#numerics/tasks/shape-vs-texture-bias-restyle.ts';
import { shuffled } from '#numerics/training/shuffled.ts';
import { argMax, mean, tensor4d, tidy, type Tensor } from '@tensorflow/tfjs-core';

import { imagesOf, shippedModel, shippedNames } from '../tests/numerics/network/shipped.ts';
import { uninterruptedWith } from '../tests/numerics/tasks/uninterrupted.ts';
import { startWasm } from '../tests/numerics/wasm/wasmBackend.ts';

/**
 * Records what the shipped networks answer to cue conflicts made of gallery pictures by the page's own
 * restyling, and to gallery pictures whose tiles are shuffled:
 * `node --experimental-strip-types bench/recordRestyled.ts` writes
 * `content/chapters/shape-vs-texture-bias/restyled.json`, and the conflicts as
 * `.cache/conflicts.png`, from which a later run takes them.
 */
const FILE = 'content/chapters/shape-vs-texture-bias/restyled.json';
const SHEET = '.cache/conflicts.png';
const [SIDE, NUMBERS, CLASSES, PER_PAIR, SEED] = [32, 32 * 32 * 3, 10, 2, 1];
const NAMES = ['base', 'twin', 'robust', 'stylised', 'noise', 'scale-jitter', 'wide-filters'];

await startWasm();
const models = new Map(shippedNames.map((name) => [name, shippedModel(name)]));
const modelOf = (name: string) => models.get(name) ?? shippedModel(name);
const { manifest } = modelOf('base');
const { pixels, labels: names } = await imagesOf('public/images/gallery.png', manifest);
const labels = names.map((name) => manifest.classes.indexOf(name));
const pictureOf = (i: number) => pixels.subarray(i * NUMBERS, (i + 1) * NUMBERS);

/** Two content and two style pictures for each ordered pair of different classes. */
const members = Array.from({ length: CLASSES }, (_, c) => {
  const own = labels.flatMap((label, i) => (label === c ? [i] : []));
  return shuffled(own.length, SEED, c).map((k) => own[k] ?? 0);
});
const pairs: { content: number; style: number }[] = [];
for (let shape = 0; shape < CLASSES; shape++) {
  for (let texture = 0; texture < CLASSES; texture++) {
    if (shape === texture) continue;
    for (let k = 0; k < PER_PAIR; k++) {
      const turn = 2 * k + pairs.length;
      const pick = (own: number[] = [], by: number) => own[by % own.length] ?? 0;
      pairs.push({ content: pick(members[shape], turn), style: pick(members[texture], 3 * turn) });
    }
  }
}

const conflicts = existsSync(SHEET) ? await readSheet() : await makeSheet();
const asked = pairs.map(({ content, style }) => ({
  shape: labels[content] ?? -1,
  texture: labels[style] ?? -1,
}));

const networks: Record<string, unknown> = {};
for (const name of NAMES.filter((one) => readdirSync('public/models').includes(one))) {
  const network = networkOf(modelOf(name));
  const given = await answersOf(network, inputsOf(conflicts), SIDE);
  const all = Array.from({ length: labels.length }, (_, i) => pictureOf(i));
  const natural = await answersOf(network, inputsOf(all), SIDE);
  const right = (answers: number[]) => answers.filter((a, i) => a === labels[i]).length;
  const chosen = pairs.flatMap(({ content, style }, i) =>
    natural[content] === labels[content] && natural[style] === labels[style] ? [i] : [],
  );
  const at = <T>(list: readonly T[]) => chosen.flatMap((i) => list[i] ?? []);
  const tilings = [];
  for (const t of [1, 2, 4, 8, 16]) {
    const square = { side: SIDE, channels: 3 };
    const moved = all.map((picture, i) => shuffleTiles(picture, square, t, SEED, i));
    tilings.push({
      tiles: t,
      right: right(await answersOf(network, inputsOf(moved), SIDE)),
      bag: t <= 8 ? right(await bagAnswers(all, t, name)) : null,
    });
  }
  networks[name] = {
    natural: right(natural),
    conflict: decisionsOf(asked, given),
    bothRight: decisionsOf(at(asked), chosen.map((i) => given[i] ?? -1)),
    grey: right(await answersOf(network, inputsOf(all.map(greyed)), SIDE)),
    tilings,
  };
  console.log(name, JSON.stringify(networks[name]));
}
writeFileSync(
  FILE,
  `${JSON.stringify(
    {
      command: 'node --experimental-strip-types bench/recordRestyled.ts',
      seed: SEED,
      restyling,
      pictures: labels.length,
      conflicts: pairs.length,
      networks,
    },
    null,
    1,
  )}\n`,
);

async function bagAnswers(all: readonly Uint8Array[], t: number, name: string) {
  const network = networkOf(modelOf(name));
  const size = SIDE / t;
  const answers: number[] = [];
  for (const picture of all) {
    const tiles = inputsOf(tilesOf(picture, { side: SIDE, channels: 3 }, t));
    const best = tidy(() =>
      argMax(mean<Tensor>(valuesAt(network, tensor4d(tiles, [t * t, size, size, 3])), 0, true), 1),
    );
    answers.push(...(await best.data()));
    best.dispose();
  }
  return answers;
}

/** The mean of red, green and blue in all three. */
function greyed(picture: Uint8Array): Uint8Array {
  return picture.map((_, i) => {
    const first = i - (i % 3);
    return Math.round([0, 1, 2].reduce((sum, c) => sum + (picture[first + c] ?? 0), 0) / 3);
  });
}

async function makeSheet(): Promise<Uint8ClampedArray[]> {
  const made: Uint8ClampedArray[] = [];
  for (const { content, style } of pairs) {
    const found = await restyle(
      {
        content: pictureOf(content),
        style: pictureOf(style),
        contentWeight: restyling.contentWeight,
        judges: [],
      },
      uninterruptedWith(modelOf),
    );
    if (!found) throw new Error('Nobody cancels a recording.');
    made.push(found.pixels);
  }
  const raw = new Uint8Array(made.length * NUMBERS);
  made.forEach((picture, i) => raw.set(picture, i * NUMBERS));
  await sharp(raw, { raw: { width: SIDE, height: SIDE * made.length, channels: 3 } })
    .png()
    .toFile(SHEET);
  return made;
}

async function readSheet(): Promise<Uint8ClampedArray[]> {
  const raw = await sharp(SHEET).removeAlpha().raw().toBuffer();
  return pairs.map((_, i) => Uint8ClampedArray.from(raw.subarray(i * NUMBERS, (i + 1) * NUMBERS)));
}
