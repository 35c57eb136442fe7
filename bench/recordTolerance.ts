import { existsSync, readFileSync, writeFileSync } from 'node:fs';

import { cosineSimilarity } from '#numerics/cosineSimilarity.ts';
import { pictureFrom, type Picture } from '#numerics/images/picture.ts';
import { resize } from '#numerics/images/resize.ts';
import { inDisc } from '#numerics/images/rotate.ts';
import { pictureOf } from '#numerics/network/images.ts';
import { networkOf } from '#numerics/network/networkOf.ts';
import { readPictures } from '#numerics/network/readPictures.ts';
import { averageOverScales, scaleSets } from '#numerics/tolerance/averageOverScales.ts';
import { SIDE, tried, type Change } from '#numerics/tolerance/change.ts';
import { ofClass, type ClassReading } from '#numerics/tolerance/ofClass.ts';
import { readChanges } from '#numerics/tolerance/readChanges.ts';

import { imagesOf, shippedModel } from '../tests/numerics/network/shipped.ts';
import { startWasm } from '../tests/numerics/wasm/wasmBackend.ts';
import { uninterrupted } from '../tests/numerics/tasks/uninterrupted.ts';

/**
 * Records what the chapter on scale shows of many pictures:
 * `node --experimental-strip-types bench/recordTolerance.ts base scale-jitter` reads the first 200
 * of the gallery at every size and angle, writes `content/chapters/scale-invariance/curves.json`,
 * and does the same with the picture that the figures open with. Networks that are not named keep what was recorded
 * of them; with `--picture` only that one picture is read.
 */
const PICTURE = 11; // of the teaching images: a deer
const FILE = 'content/chapters/scale-invariance/curves.json';
const IMAGES = 200;
const BATCH = 25;
/** The sides in which pictures are given to the average; fewer, for each costs several readings. */
const GIVEN = [12, 16, 24, 32, 40, 48, 64];

const round = (value: number) => Number(value.toFixed(4));

/** Mean, quartiles and share of right answers at each amount, from [picture][amount][class]. */
function summarise(probabilities: number[][][], labels: readonly number[]) {
  const amounts = probabilities[0]?.length ?? 0;
  const columns = Array.from({ length: amounts }, (_, at) => {
    const rows = probabilities.map((picture) => picture[at] ?? []);
    const own = rows.map((row, i) => row[labels[i] ?? 0] ?? 0).sort((a, b) => a - b);
    const quantile = (share: number) => own[Math.round(share * (own.length - 1))] ?? 0;
    const right = rows.filter((row, i) => row.indexOf(Math.max(...row)) === labels[i]).length;
    return {
      mean: round(own.reduce((sum, p) => sum + p, 0) / own.length),
      low: round(quantile(0.25)),
      high: round(quantile(0.75)),
      right: round(right / own.length),
    };
  });
  return {
    mean: columns.map(({ mean }) => mean),
    low: columns.map(({ low }) => low),
    high: columns.map(({ high }) => high),
    right: columns.map(({ right }) => right),
  };
}

await startWasm();
interface Recorded {
  picture: Record<string, unknown>;
  networks: Record<string, unknown>;
}
const known = existsSync(FILE)
  ? (JSON.parse(readFileSync(FILE, 'utf8')) as Partial<Recorded>)
  : null;
const recorded: Recorded = { picture: { ...known?.picture }, networks: { ...known?.networks } };
const names = process.argv.slice(2).filter((word) => !word.startsWith('--'));
for (const name of names) {
  recorded.picture[name] = await readPicture(name);
  if (!process.argv.includes('--picture')) recorded.networks[name] = await readGallery(name);
  writeFileSync(
    FILE,
    `${JSON.stringify({
      command: 'node --experimental-strip-types bench/recordTolerance.ts base scale-jitter',
      images: IMAGES,
      given: GIVEN,
      image: PICTURE,
      ...recorded,
    })}\n`,
  );
  console.log(`${name}: recorded`);
}

/** The one picture, in the same way as the figures read it. */
async function readPicture(name: string) {
  const model = shippedModel(name);
  const network = networkOf(model);
  const { pixels, labels } = await imagesOf('public/images/gallery-teaching.png', model.manifest);
  const each = SIDE * SIDE * 3;
  const picture = pictureOf(model.manifest, pixels.subarray(PICTURE * each, (PICTURE + 1) * each));
  const label = model.manifest.classes.indexOf(labels[PICTURE] ?? '');
  const read = async (change: Change, undone: boolean) => {
    const found = await readChanges(network, [picture], change, undone, uninterrupted);
    return rounded(ofClass(found?.[0] ?? { probabilities: [], similarity: [] }, label));
  };
  const average: Record<string, number[]> = {};
  for (const [set, factors] of Object.entries(scaleSets)) {
    const own: number[] = [];
    for (const side of GIVEN) {
      const [mean] = await averageOverScales(network, [resize(picture, side, side)], factors);
      own.push(round(mean?.[label] ?? Number.NaN));
    }
    average[set] = own;
  }
  return {
    scale: { there: await read('scale', false), back: await read('scale', true) },
    rotation: { there: await read('rotation', false), back: await read('rotation', true) },
    average,
  };
}

/** Rounded, for the file. */
function rounded({ own, best, most, similarity }: ClassReading): ClassReading {
  return { own: own.map(round), best, most: most.map(round), similarity: similarity.map(round) };
}

async function readGallery(name: string) {
  const model = shippedModel(name);
  const { manifest } = model;
  const network = networkOf(model);
  const { pixels, labels: names } = await imagesOf('public/images/gallery.png', manifest);
  const each = SIDE * SIDE * 3;
  const pictures = Array.from({ length: IMAGES }, (_, i) =>
    pictureOf(manifest, pixels.subarray(i * each, (i + 1) * each)),
  );
  const labels = names.slice(0, IMAGES).map((label) => manifest.classes.indexOf(label));
  const batches = Array.from({ length: IMAGES / BATCH }, (_, b) =>
    pictures.slice(b * BATCH, (b + 1) * BATCH),
  );
  const inBatches = async <T>(read: (batch: Picture[]) => Promise<T[]>) => {
    const found: T[] = [];
    for (const batch of batches) found.push(...(await read(batch)));
    return found;
  };

  const curve = async (change: Change, undone: boolean) => {
    const readings = await inBatches(async (batch) => {
      const found = await readChanges(network, batch, change, undone, uninterrupted);
      return found ?? [];
    });
    const similarity = tried[change].amounts.map((_, at) =>
      round(readings.reduce((sum, one) => sum + (one.similarity[at] ?? 0), 0) / readings.length),
    );
    const own = readings.map(({ probabilities }) => probabilities);
    return { ...summarise(own, labels), similarity };
  };
  const result = {
    scale: { there: await curve('scale', false), back: await curve('scale', true) },
    rotation: { there: await curve('rotation', false), back: await curve('rotation', true) },
    otherClass: {
      scale: await betweenClasses((picture) => picture),
      rotation: await betweenClasses(inDisc),
    },
    fixedCanvas: await fixedCanvas(),
    average: await averages(),
  };
  return result;

  /** Mean cosine between the averaged maps of two pictures of different classes, as they are shown. */
  async function betweenClasses(shown: (picture: Picture) => Picture) {
    const read = await inBatches((batch) => readPictures(network, batch.map(shown)));
    const features = read.map((reading) => reading.features);
    let [sum, pairs] = [0, 0];
    for (const [i, a] of features.entries()) {
      for (const [j, b] of features.entries()) {
        if (j >= i || labels[i] === labels[j]) continue;
        sum += cosineSimilarity(a, b);
        pairs++;
      }
    }
    return round(sum / pairs);
  }

  /** The usual way: a canvas of 32×32, grey around a small picture, the middle of a large one. */
  async function fixedCanvas() {
    const sides = tried.scale.amounts.filter((side) => side <= 64);
    const rows = await inBatches(async (batch) => {
      const found: number[][][] = batch.map(() => []);
      for (const side of sides) {
        const shown = batch.map((picture) => onCanvas(resize(picture, side, side), SIDE));
        const readings = await readPictures(network, shown);
        readings.forEach(({ probabilities }, i) => found[i]?.push([...probabilities]));
      }
      return found;
    });
    return summarise(rows, labels);
  }

  async function averages() {
    const found: Record<string, unknown> = {};
    for (const [set, factors] of Object.entries(scaleSets)) {
      const rows = await inBatches(async (batch) => {
        const own: number[][][] = batch.map(() => []);
        for (const side of GIVEN) {
          const given = batch.map((picture) => resize(picture, side, side));
          const mean = await averageOverScales(network, given, factors);
          mean.forEach((row, i) => own[i]?.push(row));
        }
        return own;
      });
      found[set] = summarise(rows, labels);
    }
    return found;
  }
}

function onCanvas(picture: Picture, side: number): Picture {
  const offset = Math.floor((side - picture.height) / 2);
  const { width, channels, values } = picture;
  return pictureFrom([side, side, channels], (row, column, channel) => {
    const [r, c] = [row - offset, column - offset];
    const inside = r >= 0 && r < picture.height && c >= 0 && c < width;
    return inside ? (values[(r * width + c) * channels + channel] ?? 0) : 0;
  });
}
