import { writeFileSync } from 'node:fs';

import { mapLayers } from '#demos/receptive-field/state.ts';
import { energyWidth } from '#numerics/energyWidth.ts';
import { preprocess } from '#numerics/network/images.ts';
import { layerViews } from '#numerics/network/layerViews.ts';
import { disposeNetwork } from '#numerics/network/network.ts';
import { networkOf } from '#numerics/network/networkOf.ts';
import { redrawSigns } from '#numerics/network/redrawSigns.ts';
import { sensitivityEnergy } from '#numerics/network/sensitivity.ts';
import { standardiseChannels } from '#numerics/network/standardiseChannels.ts';
import { mulberry32 } from '#numerics/random.ts';
import { centreOf } from '#numerics/receptiveField.ts';
import measured, { type MeasuredOutput } from '#numerics/tasks/receptive-field-measured.ts';
import { imagesOf, shippedModel } from '../tests/numerics/network/shipped.ts';
import { startWasm } from '../tests/numerics/wasm/wasmBackend.ts';
import { uninterruptedWith } from '../tests/numerics/tasks/uninterrupted.ts';

/*
 * Records what the chapter receptive-field shows of the book's networks, trained and not:
 *   node --experimental-strip-types bench/recordReceptiveFields.ts
 * Seeded; only the rounding of float32 differs from machine to machine.
 */

const FILE = 'content/chapters/receptive-field/measured.json';
const SEEDS = [1, 2, 3, 4, 5];
/** Pictures behind the diameters of `base`; behind its heat maps and those of the other networks. */
const [MANY, SOME] = [500, 100];

await startWasm();
const round = (value: number) => Number(value.toFixed(3));
const context = (name: string) => uninterruptedWith(shippedModel(name));

async function layersOf(name: string, images: number, seeds: number[]) {
  const { manifest } = shippedModel(name);
  const { pixels } = await imagesOf('public/images/gallery.png', manifest);
  const rows = [];
  for (const [layer, view] of Object.entries(layerViews(manifest.layers, [32, 32]))) {
    if (view.units[0] === 1) continue;
    const unit: [number, number] = [view.units[0] / 2 - 1, view.units[1] / 2 - 1];
    const maps: MeasuredOutput[] = [];
    for (const seed of seeds) {
      const input = { pixels, images, layer, row: unit[0], column: unit[1], seed };
      maps.push(await measured(input, context(name)));
    }
    const widths = (of: 'trained' | 'untrained') =>
      maps.map((map) => energyWidth(map[of], [32, 32], centreOf(view, unit)));
    const [trained] = widths('trained');
    const untrained = widths('untrained');
    const row = {
      layer,
      size: view.size[0],
      trained: { diameter: round(trained?.diameter ?? 0), sigma: round(trained?.sigma ?? 0) },
      untrained: untrained.map(({ diameter, sigma }) => ({
        diameter: round(diameter),
        sigma: round(sigma),
      })),
    };
    console.warn(name, JSON.stringify(row));
    rows.push(row);
  }
  return rows;
}

/** σ at each layer of `base` with the signs of its kernels drawn anew, for each seed. */
async function withSignsOf(of: 'weights' | 'slices', images: number) {
  const model = shippedModel('base');
  const { manifest } = model;
  const { pixels } = await imagesOf('public/images/gallery.png', manifest);
  const x = preprocess(manifest, pixels.subarray(0, images * 3072), [32, 32]);
  const trained = networkOf(model);
  const networks = SEEDS.map((seed) => {
    const redrawn = redrawSigns(trained, of, seed);
    const standardised = standardiseChannels(redrawn, x);
    disposeNetwork(redrawn);
    return standardised;
  });
  const rows: Record<string, number[]> = {};
  for (const [layer, view] of Object.entries(layerViews(manifest.layers, [32, 32]))) {
    if (!mapLayers.some((name) => name === layer)) continue;
    const place = layer.startsWith('conv') ? `${layer}.pre` : layer;
    const unit: [number, number] = [view.units[0] / 2 - 1, view.units[1] / 2 - 1];
    rows[layer] = networks.map((network, index) => {
      const random = mulberry32(SEEDS[index] ?? 0);
      const energy = sensitivityEnergy(network, x, place, unit, random);
      const values = energy.dataSync();
      energy.dispose();
      return round(energyWidth(values, [32, 32], centreOf(view, unit)).sigma);
    });
    console.warn('signs of', of, layer, rows[layer]?.join(' '));
  }
  return rows;
}

const base = await layersOf('base', MANY, SEEDS);
const others: Record<string, Awaited<ReturnType<typeof layersOf>>> = {};
for (const name of ['twin', 'six', 'flat-head', 'wide-filters', 'robust', 'scale-jitter']) {
  others[name] = await layersOf(name, SOME, [1]);
}
const redrawn = {
  images: SOME,
  weights: await withSignsOf('weights', SOME),
  slices: await withSignsOf('slices', SOME),
};
const { pixels } = await imagesOf('public/images/gallery.png', shippedModel('base').manifest);
const heat = { layer: 'conv5', row: 3, column: 3, images: SOME, seed: 1 };
const { trained, untrained } = await measured({ pixels, ...heat }, context('base'));
const millionths = (map: Float32Array) => Array.from(map, (share) => Math.round(share * 1e6));

writeFileSync(
  FILE,
  `${JSON.stringify({
    images: MANY,
    seeds: SEEDS,
    base,
    others: { images: SOME, ...others },
    redrawn,
    heat: { ...heat, trained: millionths(trained), untrained: millionths(untrained) },
  })}\n`,
);
