import { readFileSync } from 'node:fs';
import { memory } from '@tensorflow/tfjs-core';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';

import { greyOf } from '#demos/layer-sequencing/greyOf.ts';
import { accountOf, presets, runnable } from '#demos/layer-sequencing/chainLayers.ts';
import { drawCollapse } from '#demos/layer-sequencing/drawCollapse.ts';
import { byLot, collapseInput } from '#demos/layer-sequencing/linearLayers.ts';
import {
  collapseDefaults,
  labDefaults,
  type CollapseState,
} from '#demos/layer-sequencing/state.ts';
import { cutSheet, pictureAt, type Sheet } from '#demos/network/sheet.ts';
import { architectureOf } from '#numerics/architectures/architectureOf.ts';
import { ledger, totalsOf } from '#numerics/architectures/ledger.ts';
import { outputSize } from '#numerics/conv/geometry.ts';
import { naiveForward } from '#numerics/conv/naive.ts';
import { naiveFuse, type NaiveLayer } from '#numerics/conv/naiveFuse.ts';
import { gridOf, imageOf, kernelOf, type Grid } from '#numerics/grid.ts';
import { manifestSchema } from '#numerics/network/manifest.ts';
import collapse, { type CollapseOutput } from '#numerics/tasks/layer-sequencing-collapse.ts';
import lab from '#numerics/tasks/layer-sequencing-lab.ts';
import { startWasm } from '../wasm/wasmBackend.ts';
import { uninterrupted } from './uninterrupted.ts';

let pixels: Uint8Array;

beforeAll(async () => {
  await startWasm();
  const folder = 'public/images/gallery-teaching';
  const sheet = JSON.parse(readFileSync(`${folder}.json`, 'utf8')) as Sheet;
  const raw = await sharp(`${folder}.png`).removeAlpha().raw().toBuffer();
  pixels = pictureAt(cutSheet(raw, 3, sheet), labDefaults.image);
});

const run = (change: Partial<CollapseState>): Promise<CollapseOutput> =>
  collapse(collapseInput({ ...collapseDefaults, ...change }, greyOf(pixels)), uninterrupted);

describe('convolutions in a row', () => {
  test('are one kernel when nothing stands between them: 1e-5 of the largest value apart at most', async () => {
    const byLot = [1, 2, 3].map(() => ({ kind: 'random', size: 3, channels: 8 }) as const);
    const wide = [5, 3, 1, 7].map((size) => ({ kind: 'random', size, channels: 16 }) as const);
    for (const layers of [collapseDefaults.layers, byLot, wide as CollapseState['layers']]) {
      for (let seed = 1; seed <= 5; seed++) {
        const found = await run({ layers, relu: false, seed });
        expect(found.everywhere).toBeLessThan(1e-5 * Math.max(1, found.largest));
      }
    }
  });

  test('in the figure: 0.91 apart with ReLUs, where values go to 0.797; 2e-7 without', async () => {
    const bent = await run({ relu: true });
    expect(bent.everywhere).toBeCloseTo(0.913, 3);
    expect(bent.largest).toBeCloseTo(0.797, 3);
    // The scale of the pictures holds them all, the difference too.
    const drawn = drawCollapse(greyOf(pixels), bent);
    expect(drawn.scale).toBeCloseTo(0.913, 3);
    const straight = await run({ relu: false });
    expect(straight.everywhere).toBeLessThan(5e-7);
    expect(straight.kernelSide).toBe(7);
  });

  test('with zeros put in between, differ in the two outermost rows and columns and nowhere else', async () => {
    const found = await run({ relu: false, padded: true });
    expect(found.frame).toBe(2);
    expect(found.inFrame).toBeCloseTo(0.27, 3);
    expect(found.inside).toBeLessThan(5e-7);
    // The frame is no wider than it has to be: the innermost line of it differs, too.
    const { difference, side } = found;
    const line = Array.from(difference.slice(side + 1, 2 * side - 1), Math.abs);
    expect(Math.max(...line)).toBeGreaterThan(1e-3);
  });

  test('have 30 parameters where their kernel has 50; with 8, 8 and 1 channels 737', async () => {
    const thin = await run({});
    expect([thin.parameters, thin.fusedParameters]).toEqual([30, 50]);
    const thick = await run({ layers: byLot });
    expect([thick.parameters, thick.fusedParameters]).toEqual([737, 50]);
  });

  test('leave no tensor behind', async () => {
    const before = memory().numTensors;
    await run({ relu: false, padded: true });
    await run({});
    expect(memory().numTensors).toBe(before);
  });
});

describe('the chain of the figure', () => {
  test('has the shapes of the account, no negative value behind a ReLU, and leaves no tensor behind', async () => {
    const before = memory().numTensors;
    for (const { layers } of [labDefaults, ...presets]) {
      const { lines } = accountOf(layers);
      const legal = runnable(layers).slice(0, lines.length);
      const steps = await lab({ pixels, layers: legal, seed: 1 }, uninterrupted);
      expect(steps.map(({ shape }) => shape)).toEqual(lines.map((line) => line.outputShape));
      for (const [index, { maps, shown, shape, scale }] of steps.entries()) {
        const places = shape.length === 1 ? 1 : shape[0] * shape[1];
        expect(maps).toHaveLength(places * shown);
        expect(Number.isFinite(scale)).toBe(true);
        if (legal[index]?.type === 'relu') expect(Math.min(...maps)).toBeGreaterThanOrEqual(0);
      }
    }
    expect(memory().numTensors).toBe(before);
  });

  test('does not change before the layer that is changed', async () => {
    const layers = runnable(labDefaults.layers);
    const some = await lab({ pixels, layers, seed: 3 }, uninterrupted);
    const fewer = await lab({ pixels, layers: layers.slice(0, 4), seed: 3 }, uninterrupted);
    expect(some.slice(0, 4)).toEqual(fewer);
  });

  test('with the ReLUs taken out costs the same to the last product', () => {
    const without = labDefaults.layers.filter(({ type }) => type !== 'relu');
    expect(accountOf(without).totals).toEqual(accountOf(labDefaults.layers).totals);
  });

  test('breaks where a convolution follows a flatten, at layer 4', () => {
    const preset = presets.find(({ name }) => name.startsWith('flatten'));
    const { fault, lines } = accountOf(preset?.layers ?? []);
    expect(fault?.index).toBe(3);
    expect(lines).toHaveLength(3);
  });

  test('as the book’s network: 280,586 parameters, 30,770,432 multiply-adds, and its two equal layers', () => {
    const manifest = manifestSchema.parse(
      JSON.parse(readFileSync('public/models/base/manifest.json', 'utf8')),
    );
    const [preset] = presets;
    const { lines, totals } = accountOf(preset?.layers ?? []);
    const book = ledger(architectureOf(manifest));
    expect(lines.map((line) => line.outputShape)).toEqual(book.map((line) => line.outputShape));
    expect(totals).toEqual(totalsOf(book));
    expect(totals.parameters).toBe(280_586);
    expect(totals.multiplyAdds).toBe(30_770_432);
    const cost = (name: string) => {
      const line = book.find((found) => found.name === name);
      return [line?.parameters, line?.multiplyAdds];
    };
    expect(cost('conv3')).toEqual([36_928, 9_437_184]);
    expect(cost('conv5')).toEqual([147_584, 9_437_184]);
  });
});

describe('the worked examples', () => {
  const correlate = (x: Grid, k: Grid): Grid => {
    const { shape, values } = naiveForward(imageOf(x), kernelOf(k));
    return gridOf(values, shape[2]);
  };
  const rectified = (x: Grid): Grid => x.map((row) => row.map((value) => Math.max(0, value)));
  const line = [[1, 0, 2, 3, 1, 0]];
  const [edge, blur] = [[[1, 0, -1]], [[1, 2, 1]]];

  test('convolve, rectify, pool: one window fits, and gives 5', () => {
    const x = [
      [1, 2, 0, 1],
      [3, 1, 1, 0],
      [0, 2, 4, 1],
      [1, 0, 2, 2],
    ];
    const y = correlate(x, [
      [1, 0],
      [-1, 1],
    ]);
    expect(y).toEqual([
      [-1, 2, -1],
      [5, 3, -2],
      [-1, 4, 4],
    ]);
    expect(outputSize(3, 2, 2, 0, 0, 1)).toBe(1);
    expect(
      Math.max(
        ...rectified(y)
          .slice(0, 2)
          .flatMap((row) => row.slice(0, 2)),
      ),
    ).toBe(5);
  });

  test('down a chain: 64, 64, 32, 30, 15, 8', () => {
    const sizes = [64];
    const steps = [
      [5, 1, 2],
      [2, 2, 0],
      [3, 1, 0],
      [2, 2, 0],
      [3, 2, 1],
    ] as const;
    for (const [k, s, p] of steps) sizes.push(outputSize(sizes.at(-1) ?? 0, k, s, p, p, 1));
    expect(sizes).toEqual([64, 64, 32, 30, 15, 8]);
  });

  test('two kernels are one, (1,2,0,−2,−1), in either order; a ReLU between changes that', () => {
    expect(correlate(line, edge)).toEqual([[-1, -3, 1, 3]]);
    expect(correlate(correlate(line, edge), blur)).toEqual([[-6, 2]]);
    expect(correlate(correlate(line, blur), edge)).toEqual([[-6, 2]]);
    expect(correlate(line, [[1, 2, 0, -2, -1]])).toEqual([[-6, 2]]);
    const layer = (kernel: Grid) => ({
      kernel: kernelOf(kernel),
      bias: new Float64Array(1),
      stride: 1,
    });
    const { kernel } = naiveFuse(layer(edge), layer(blur));
    expect([...kernel.values]).toEqual([1, 2, 0, -2, -1]);
    expect(correlate(rectified(correlate(line, edge)), blur)).toEqual([[1, 5]]);
    expect(correlate(rectified(correlate(line, blur)), edge)).not.toEqual([[1, 5]]);
  });

  test('with a zero at each end of both, the two differ from the one kernel at the left end alone', () => {
    const padded = (row: Grid, p: number): Grid => {
      const zeros = new Array<number>(p).fill(0);
      return row.map((values) => [...zeros, ...values, ...zeros]);
    };
    const between = correlate(padded(line, 1), edge);
    expect(between).toEqual([[0, -1, -3, 1, 3, 1]]);
    expect(correlate(padded(between, 1), blur)).toEqual([[-1, -5, -6, 2, 8, 5]]);
    expect(correlate(padded(line, 2), [[1, 2, 0, -2, -1]])).toEqual([[-2, -5, -6, 2, 8, 5]]);
  });

  test('a 7×7 window fits 9×9 times into maps of 15×15', () => {
    expect(outputSize(15, 7, 1, 0, 0, 1)).toBe(9);
  });

  test('twenty 3×3 kernels are one of 41×41, ten one of 21×21', () => {
    const layer: NaiveLayer = {
      kernel: kernelOf([[1, 1, 1]]),
      bias: new Float64Array(1),
      stride: 1,
    };
    const chain = (length: number) => Array.from({ length }, () => layer).reduce(naiveFuse);
    expect(chain(20).kernel.shape[1]).toBe(41);
    expect(chain(10).kernel.shape[1]).toBe(21);
  });

  test('an edge kernel and its negative, rectified and added, give the magnitude', () => {
    const negative = edge.map((row) => row.map((tap) => -tap));
    const [light, dark] = [edge, negative].map((kernel) => rectified(correlate(line, kernel)));
    const sum = light?.map((row, r) => row.map((value, c) => value + (dark?.[r]?.[c] ?? 0)));
    expect(sum).toEqual(correlate(line, edge).map((row) => row.map(Math.abs)));
  });
});
