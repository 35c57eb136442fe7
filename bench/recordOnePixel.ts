import { readFileSync, writeFileSync } from 'node:fs';

import search from '#numerics/tasks/one-pixel-attacks-search.ts';
import vulnerability from '#numerics/tasks/one-pixel-attacks-map.ts';
import { cornerColours } from '#numerics/search/pixelChange.ts';

import { imagesOf, shippedModel } from '../tests/numerics/network/shipped.ts';
import { startWasm } from '../tests/numerics/wasm/wasmBackend.ts';
import { uninterruptedWith } from '../tests/numerics/tasks/uninterrupted.ts';

/**
 * Records what one pixel can do to some of the teaching pictures, for the first frame of the chapter's
 * map: `node --experimental-strip-types bench/recordOnePixel.ts base 8 19` asks `base` for every pixel
 * of pictures 8 and 19 in the eight corner colours, and puts the maps into
 * `content/chapters/one-pixel-attacks/maps.json`, beside those that are there.
 */
const FILE = 'content/chapters/one-pixel-attacks/maps.json';
const [network = 'base', ...images] = process.argv.slice(2);
const NUMBERS = 32 * 32 * 3;

interface Recorded {
  command: string;
  maps: Record<string, object>;
}

const model = shippedModel(network);
await startWasm();
const teaching = await imagesOf('public/images/gallery-teaching.png', model.manifest);
const round = (values: Iterable<number>, digits: number) =>
  Array.from(values, (value) => Number(value.toFixed(digits)));

for (const image of images.map(Number)) {
  const label = model.manifest.classes.indexOf(teaching.labels[image] ?? '');
  const pixels = teaching.pixels.slice(image * NUMBERS, (image + 1) * NUMBERS);
  const started = performance.now();
  const input = { network, filter: 'none', pixels, label } as const;
  const found = await vulnerability(input, uninterruptedWith(model));
  if (!found) throw new Error('Nobody stops a recording.');
  const { probabilities, map, guess, rank } = found;
  const sizes = { members: 40, generations: 0, scale: 0.5, seed: 1, palette: 'any' } as const;
  const begun = await search({ ...input, ...sizes }, uninterruptedWith(model));
  const recorded = JSON.parse(readFileSync(FILE, 'utf8')) as Recorded;
  recorded.maps[`${network} ${image}`] = {
    probabilities: round(probabilities, 5),
    least: round(map.least, 4),
    colour: [...map.colour].join(''),
    flips: [...map.flips].join(''),
    answer: [...map.answer].join(''),
    confidence: round(map.confidence, 3),
    guess: round(guess, 3),
    start: round(begun?.generations[0] ?? [], 4),
    rank: Number((rank ?? 0).toFixed(3)),
  };
  const names = Object.keys(recorded.maps).sort();
  const lines = names.map((name) => `"${name}": ${JSON.stringify(recorded.maps[name])}`);
  const command = 'node --experimental-strip-types bench/recordOnePixel.ts NETWORK IMAGE …';
  writeFileSync(FILE, `{"command": "${command}",\n"maps": {\n${lines.join(',\n')}\n}}\n`);

  const flipping = map.flips.reduce((sum, value) => sum + (value > 0 ? 1 : 0), 0);
  const best = map.least.indexOf(Math.min(...map.least));
  console.log(
    network,
    image,
    teaching.labels[image],
    `p ${(probabilities[label] ?? 0).toFixed(3)}`,
    `least ${(map.least[best] ?? 0).toFixed(3)} at ${Math.floor(best / 32)},${best % 32}`,
    cornerColours[map.colour[best] ?? 0]?.join(),
    `${flipping} pixels, ${map.flips.reduce((sum, value) => sum + value, 0)} changes flip`,
    `rank ${rank?.toFixed(3)}`,
    `${((performance.now() - started) / 1000).toFixed(1)} s`,
  );
}
