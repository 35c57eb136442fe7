import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { argMax, mean, tensor4d, tidy, type Tensor } from '@tensorflow/tfjs-core';
import sharp from 'sharp';

import { inputsOf } from '#numerics/conflict/answersOf.ts';
import { restyling } from '#numerics/conflict/restyling.ts';
import { tilesOf } from '#numerics/conflict/shuffleTiles.ts';
import { networkOf } from '#numerics/network/networkOf.ts';
import { valuesAt } from '#numerics/network/run.ts';
import restyle from '#numerics/tasks/shape-vs-texture-bias-restyle.ts';

import { imagesOf, shippedModel } from '../tests/numerics/network/shipped.ts';
import { uninterruptedWith } from '../tests/numerics/tasks/uninterrupted.ts';
import { startWasm } from '../tests/numerics/wasm/wasmBackend.ts';

/**
 * Records how often shipped networks are right about the 500 gallery pictures when they see each
 * tile alone and their logits are averaged, and the conflict with which the chapter's second demo
 * opens: `node --experimental-strip-types bench/recordBags.ts` writes `bags.json` and `conflict.png`
 * beside the chapter on shape and texture. With names of networks it asks only these again.
 */
const FOLDER = 'content/chapters/shape-vs-texture-bias';
const FILE = `${FOLDER}/bags.json`;
const NAMES = ['base', 'twin', 'robust', 'stylised'];
const TILINGS = [1, 2, 4, 8];
const [SIDE, NUMBERS] = [32, 32 * 32 * 3];
/** Of the 24 chosen pictures. */
const EXAMPLE = { content: 9, style: 22 };

await startWasm();
const there = NAMES.filter((name) => existsSync(`public/models/${name}/evaluation.json`));
const models = new Map(there.map((name) => [name, shippedModel(name)]));
const modelOf = (name: string) => models.get(name) ?? shippedModel(name);
const { manifest } = modelOf('base');
const gallery = await imagesOf('public/images/gallery.png', manifest);
const pictureOf = (pixels: Uint8Array, i: number) =>
  pixels.subarray(i * NUMBERS, (i + 1) * NUMBERS);

const wanted = process.argv.slice(2);
const known = existsSync(FILE)
  ? (JSON.parse(readFileSync(FILE, 'utf8')) as { networks: Record<string, number[]> }).networks
  : {};
const networks: Record<string, number[]> = {};
for (const name of there) {
  const old = known[name];
  if (old && wanted.length > 0 && !wanted.includes(name)) networks[name] = old;
  else networks[name] = await bagsOf(name);
}
const command = 'node --experimental-strip-types bench/recordBags.ts';
const file = { command, pictures: gallery.labels.length, tilings: TILINGS, networks };
writeFileSync(FILE, `${JSON.stringify({ ...file, example: await example() }, null, 1)}\n`);

/** Right answers for each tiling. */
async function bagsOf(name: string): Promise<number[]> {
  const network = networkOf(modelOf(name));
  const counts = [];
  for (const t of TILINGS) {
    let right = 0;
    for (const [i, label] of gallery.labels.entries()) {
      const tiles = tilesOf(pictureOf(gallery.pixels, i), { side: SIDE, channels: 3 }, t);
      const size = SIDE / t;
      const best = tidy(() => {
        const x = tensor4d(inputsOf(tiles), [t * t, size, size, 3]);
        return argMax(mean<Tensor>(valuesAt(network, x), 0));
      });
      const [answer = -1] = await best.data();
      best.dispose();
      if (manifest.classes[answer] === label) right++;
    }
    counts.push(right);
  }
  return counts;
}

/** The first conflict, as a picture and with what its judges say. */
async function example() {
  const { pixels } = await imagesOf('public/images/gallery-teaching.png', manifest);
  const found = await restyle(
    {
      content: pictureOf(pixels, EXAMPLE.content),
      style: pictureOf(pixels, EXAMPLE.style),
      contentWeight: restyling.contentWeight,
      judges: there,
    },
    uninterruptedWith(modelOf),
  );
  if (!found) throw new Error('Nobody cancels a recording.');
  await sharp(found.pixels, { raw: { width: SIDE, height: SIDE, channels: 3 } })
    .png()
    .toFile(`${FOLDER}/conflict.png`);
  const rounded = (values: number[]) => values.map((value) => Number(value.toFixed(4)));
  const verdicts = found.verdicts.map(({ name, content, style, conflict }) => ({
    name,
    content: rounded(content),
    style: rounded(style),
    conflict: rounded(conflict),
  }));
  return { ...EXAMPLE, verdicts };
}
