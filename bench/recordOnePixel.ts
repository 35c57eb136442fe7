import { readFileSync, writeFileSync } from 'node:fs';

import { rankCorrelation } from '#numerics/attribution/rankCorrelation.ts';
import { strongest } from '#numerics/search/answer.ts';
import { onePixelQueries } from '#numerics/search/onePixelQueries.ts';
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

/**
 * What the gradient says of the lead itself, S_label − S_rival, which is the very quantity that it
 * guesses: Spearman's ρ with what each pixel really takes from it, and the place in the gradient's
 * order of the pixel that takes most. The difference of two scores is that of two log-probabilities.
 */
async function leadOf(pixels: Uint8Array, label: number, clean: number[], guess: Float32Array) {
  const rival = strongest(clean.map((p, c) => (c === label ? -1 : p)));
  const least = new Float64Array(guess.length).fill(Infinity);
  for (const colour of cornerColours) {
    const changes = Array.from(guess, (_, i) => ({ row: i >> 5, column: i % 32, colour }));
    const found = await onePixelQueries({ model, pixels, filter: 'none' }, changes);
    if (!found) throw new Error('Nobody stops a recording.');
    least.forEach((before, i) => {
      const [own = 0, other = 0] = [found[10 * i + label], found[10 * i + rival]];
      least[i] = Math.min(before, Math.log(own) - Math.log(other));
    });
  }
  const worst = guess[least.indexOf(Math.min(...least))] ?? 0;
  return {
    rank: Number(
      (
        rankCorrelation(
          guess,
          least.map((lead) => -lead),
        ) ?? 0
      ).toFixed(3),
    ),
    place: guess.filter((drop) => drop > worst).length + 1,
  };
}

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
    rank: Number((rank ?? 0).toFixed(4)),
    lead: await leadOf(pixels, label, probabilities, guess),
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
