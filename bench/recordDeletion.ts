import { writeFileSync } from 'node:fs';

import deletion from '#numerics/tasks/saliency-maps-deletion.ts';
import randomDeletion from '#numerics/tasks/saliency-maps-random.ts';

import { imagesOf, shippedModel } from '../tests/numerics/network/shipped.ts';
import { startWasm } from '../tests/numerics/wasm/wasmBackend.ts';
import { uninterruptedWith } from '../tests/numerics/tasks/uninterrupted.ts';

/**
 * Records the bet of the chapter on saliency maps over many pictures:
 * `node --experimental-strip-types bench/recordDeletion.ts` deletes the pixels of each of the 500
 * gallery pictures in the gradient's order and in random ones, and writes
 * `content/chapters/saliency-maps/deletion.json`: of each picture the area under the gradient's
 * curve, and the least, mean and largest area under a random one's.
 */
const FILE = 'content/chapters/saliency-maps/deletion.json';
const [ORDERS, SEED, NUMBERS] = [5, 1, 32 * 32 * 3];

const model = shippedModel('base');
await startWasm();
const context = uninterruptedWith(model);
const gallery = await imagesOf('public/images/gallery.png', model.manifest);
const round = (value: number) => Number(value.toFixed(5));

const columns = { gradient: [], least: [], mean: [], most: [] } as Record<string, number[]>;
for (const [i, name] of gallery.labels.entries()) {
  const pixels = gallery.pixels.subarray(i * NUMBERS, (i + 1) * NUMBERS);
  const asked = { pixels, index: model.manifest.classes.indexOf(name) };
  const own = await deletion({ ...asked, method: { id: 'gradient' } }, context);
  const random = await randomDeletion({ ...asked, orders: ORDERS, seed: SEED }, context);
  if (!own || !random) throw new Error('Nobody cancels a recording.');
  const { areas } = random;
  columns['gradient']?.push(round(own.area));
  columns['least']?.push(round(Math.min(...areas)));
  columns['mean']?.push(round(areas.reduce((sum, area) => sum + area, 0) / areas.length));
  columns['most']?.push(round(Math.max(...areas)));
  if (i % 50 === 49) console.log(`${i + 1} of ${gallery.labels.length}`);
}
writeFileSync(
  FILE,
  `${JSON.stringify({
    command: 'node --experimental-strip-types bench/recordDeletion.ts',
    pictures: gallery.labels.length,
    orders: ORDERS,
    seed: SEED,
    ...columns,
  })}\n`,
);
