import { mkdirSync, writeFileSync } from 'node:fs';

import sharp from 'sharp';

import type { MapQuality } from '#numerics/embedding/mapQuality.ts';
import { nearest, neighbourAccuracy } from '#numerics/embedding/nearest.ts';
import { NEIGHBOURS, places, type Place } from '#numerics/embedding/places.ts';
import { preprocess } from '#numerics/network/images.ts';
import { networkOf } from '#numerics/network/networkOf.ts';
import { valuesInBatches } from '#numerics/network/valuesInBatches.ts';
import cloud, { type Cloud } from '#numerics/tasks/dimensionality-reduction-cloud.ts';
import map from '#numerics/tasks/dimensionality-reduction-map.ts';

import { mapDefaults } from '#demos/dimensionality-reduction/state.ts';
import { imagesOf, shippedModel } from '../tests/numerics/network/shipped.ts';
import { startWasm } from '../tests/numerics/wasm/wasmBackend.ts';
import { uninterrupted, uninterruptedWith } from '../tests/numerics/tasks/uninterrupted.ts';

/**
 * Records what the chapter on dimensionality reduction opens with:
 * `node --experimental-strip-types bench/recordEmbeddings.ts` maps the 500 pictures of the gallery at
 * every place, writes `content/chapters/dimensionality-reduction/maps.json`, and makes the small
 * pictures, for looking at only, that a reader sees when pointing at a map.
 */
const FILE = 'content/chapters/dimensionality-reduction/maps.json';
const THUMBNAILS = 'public/images/gallery-small.webp';
/** Neighbours of each picture that are kept to be drawn. */
const DRAWN = 5;
/** Other perplexities and seeds of the pooled features, for the text. */
const PERPLEXITIES = [2, 5, 15, 50, 100];
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];

await startWasm();
const model = shippedModel('base');
const { classes } = model.manifest;
const { pixels, labels: names } = await imagesOf('public/images/gallery.png', model.manifest);
const labels = names.map((name) => classes.indexOf(name));
const round = (value: number) => Number(value.toFixed(4));
const rounded = <T extends object>(numbers: T) =>
  Object.fromEntries(Object.entries(numbers).map(([key, value]) => [key, round(value as number)]));

/** Places as whole thousandths of the map's half width. */
function whole(y: ArrayLike<number>): number[] {
  const values = Array.from(y);
  const most = Math.max(...values.map(Math.abs));
  return values.map((value) => Math.round((1000 * value) / most));
}

async function tsne({ squared }: Cloud, perplexity: number, seed: number) {
  const { steps } = mapDefaults;
  const found = await map({ squared, labels, perplexity, start: { seed }, steps }, uninterrupted);
  if (!found) throw new Error('Nobody cancelled, and yet there is no map.');
  return found;
}

/** Who is among the ten nearest of the most others, of how many, and the vote without the 50 worst. */
function hubsOf({ near, squared }: Cloud) {
  const n = labels.length;
  const popularity = labels.map(() => 0);
  for (const j of near) popularity[j] = (popularity[j] ?? 0) + 1;
  const order = [...popularity.keys()].sort((a, b) => (popularity[b] ?? 0) - (popularity[a] ?? 0));
  const silenced = new Set(order.slice(0, 50));
  const heard = Float64Array.from(squared, (d, at) => (silenced.has(at % n) ? Infinity : d));
  const [picture = -1] = order;
  return {
    picture,
    of: popularity[picture],
    ofNobody: popularity.filter((count) => count === 0).length,
    withoutHubs: round(neighbourAccuracy(nearest(heard, n, NEIGHBOURS), labels, NEIGHBOURS)),
  };
}

const found: Partial<Record<Place, unknown>> = {};
const perplexities: Record<string, unknown> = {};
const seeds: Record<string, unknown> = {};
const rhos: Record<string, unknown> = {};
for (const place of places) {
  const at = await cloud({ pixels, place, labels }, uninterruptedWith(model));
  if (!at) throw new Error('Nobody cancelled, and yet there is no cloud.');
  const map = await tsne(at, mapDefaults.perplexity, mapDefaults.seed);
  const drawn: number[] = [];
  for (let first = 0; first < at.near.length; first += at.near.length / labels.length) {
    drawn.push(...at.near.subarray(first, first + DRAWN));
  }
  found[place] = {
    dimensions: at.dimensions,
    accuracy: round(at.accuracy),
    near: drawn,
    hubs: hubsOf(at),
    pca: { y: whole(at.scores), shares: at.shares.map(round), quality: rounded(at.pca) },
    tsne: { y: whole(map.y), divergence: round(map.divergence), quality: rounded(map.quality) },
  };
  if (place === 'average') {
    for (const perplexity of PERPLEXITIES) {
      const { divergence, quality } = await tsne(at, perplexity, mapDefaults.seed);
      perplexities[perplexity] = { divergence: round(divergence), quality: rounded(quality) };
    }
  }
  // How much of what is said of a place hangs on the seed.
  const others: MapQuality[] = [];
  for (const seed of SEEDS) others.push((await tsne(at, 30, seed)).quality);
  seeds[place] = others.map(({ accuracy }) => round(accuracy));
  rhos[place] = others.map(({ rho }) => round(rho));
  console.log(place, at.accuracy, at.pca.accuracy, map.quality, seeds[place]);
}

const network = networkOf(model);
const x = preprocess(model.manifest, pixels, [32, 32]);
const logits = (await valuesInBatches(network, x, 'logits', uninterrupted)) ?? new Float32Array();
const answers = labels.map((_, i) => {
  const row = [...logits.subarray(i * classes.length, (i + 1) * classes.length)];
  return row.indexOf(Math.max(...row));
});

mkdirSync('content/chapters/dimensionality-reduction', { recursive: true });
writeFileSync(
  FILE,
  `${JSON.stringify({
    command: 'node --experimental-strip-types bench/recordEmbeddings.ts',
    ...mapDefaults,
    drawn: DRAWN,
    answers,
    places: found,
    perplexities,
    seeds,
    rhos,
  })}\n`,
);
await sharp('public/images/gallery.png').webp({ quality: 50, effort: 6 }).toFile(THUMBNAILS);
