import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';

import { setBackend, slice } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';

import { adoptedManifestSchema } from '#numerics/network/adoptedManifest.ts';
import { layerViews } from '#numerics/network/layerViews.ts';
import type { Network } from '#numerics/network/network.ts';
import { networkOf } from '#numerics/network/networkOf.ts';
import { activationAt, run, valuesAt } from '#numerics/network/run.ts';
import { scalarGradient } from '#numerics/network/scalarGradient.ts';
import { channelMean, logit } from '#numerics/network/scalars.ts';
import { modelsInFolder } from '#runtime/models/modelsInFolder.ts';

import { startWasm } from '../wasm/wasmBackend.ts';
import { photograph } from './photograph.ts';
import { sampled, type PhotoGolden } from './photoGolden.ts';

const FOLDER = 'public/models/photo';
const MEGABYTE = 1_000_000;

const manifest = adoptedManifestSchema.parse(
  JSON.parse(readFileSync(`${FOLDER}/manifest.json`, 'utf8')),
);
const golden = JSON.parse(readFileSync('tests/fixtures/golden/photo.json', 'utf8')) as PhotoGolden;
const cat = manifest.classes.indexOf('cat');

let network: Network;

beforeAll(async () => {
  await startWasm();
  network = networkOf(await modelsInFolder('public/models')('photo'));
}, 60_000);

describe('the network for photographs, as it is delivered,', () => {
  test('has at most five megabytes of weights, and the checksum that its manifest says', () => {
    const file = readFileSync(`${FOLDER}/${manifest.weights.file}`);
    expect(file.length).toBeLessThanOrEqual(5 * MEGABYTE);
    expect(createHash('sha256').update(file).digest('hex')).toBe(manifest.weights.sha256);
    const counted = manifest.layers.flatMap((l) => ('parameters' in l ? [l.parameters] : []));
    expect(counted.reduce((sum, n) => sum + n)).toBe(manifest.parameters);
  });

  test('comes with its licence, and says where it is from and what was changed', () => {
    expect(existsSync(`${FOLDER}/${manifest.origin.licenceFile}`)).toBe(true);
    expect(readFileSync(`${FOLDER}/${manifest.origin.licenceFile}`, 'utf8')).toContain(
      'Apache License',
    );
    expect(manifest.origin.changes.length).toBeGreaterThan(0);
    expect(manifest.classes).toHaveLength(80);
    expect(manifest.scores).toBe('sigmoid');
  });

  test('has 1,917 anchors on 300 pixels, and takes any size from 128', async () => {
    for (const [side, count] of [
      [300, 1917],
      [224, 1014],
      [128, 330],
    ] as const) {
      const x = await photograph('chelsea-224.png', manifest, side);
      expect(valuesAt(network, x, 'anchors').shape).toEqual([1, count, 80]);
    }
    const square = await photograph('chelsea-224.png', manifest);
    const wide = slice(square, [0, 0, 0, 0], [1, 160, 224, 3]);
    expect(valuesAt(network, wide).shape).toEqual([1, 80]);
  });

  test('sees a cat in the picture of a cat and a cup in that of a cup, on every size', async () => {
    for (const side of [128, 224, 300]) {
      for (const [name, expected] of [
        ['chelsea-224.png', 'cat'],
        ['coffee-224.png', 'cup'],
      ] as const) {
        const logits = valuesAt(network, await photograph(name, manifest, side)).dataSync();
        expect(manifest.classes[logits.indexOf(Math.max(...logits))]).toBe(expected);
      }
    }
  });

  test('knows what its layers see: the last maps more than the picture', () => {
    const views = layerViews(manifest.layers, [300, 300]);
    expect(views['conv1']?.size).toEqual([3, 3]);
    expect(views['block14.expand']?.jump).toEqual([16, 16]);
    expect(views['conv2']?.jump).toEqual([32, 32]);
    expect(views['anchors']).toBeUndefined();
  });
});

describe('the network for photographs', () => {
  // Plain JavaScript takes seconds for what wasm does in a tenth of one: one image is enough there.
  test.each([
    ['wasm', golden.images],
    ['cpu', golden.images.slice(0, 1)],
  ])(
    'has on %s at its places and for its classes the values of the detector’s own graph',
    async (backend, names) => {
      await setBackend(backend);
      for (const [i, name] of names.entries()) {
        const expected = golden.after[i];
        if (!expected) throw new Error('no golden values');
        const activations = run(network, await photograph(name, manifest));
        const logits = activationAt(activations, 'logits').dataSync();
        expect(largestDifference(logits, expected.logits)).toBeLessThan(2e-3);
        for (const [place, values] of Object.entries(expected.places)) {
          const found = sampled(activationAt(activations, place).dataSync());
          expect(largestDifference(found, values)).toBeLessThan(2e-3);
        }
      }
      await setBackend('wasm');
    },
  );

  test('has for the class cat the gradient of automatic differentiation, but for a few units on the edge', async () => {
    const x = await photograph(golden.images[0] ?? '', manifest);
    const { value, signal } = scalarGradient(network, x, logit('logits', cat));
    expect(value.dataSync()[0]).toBeCloseTo(golden.after[0]?.logits[cat] ?? NaN, 2);
    const found = sampled(signal.dataSync());
    const { values, norm } = golden.gradient;
    expect(found).toHaveLength(values.length);
    // A unit whose pre-activation is as good as 0 or 6 has two gradients; rounding chooses one.
    const apart = Math.hypot(...found.map((entry, i) => entry - (values[i] ?? NaN)));
    expect(apart / norm).toBeLessThan(0.02);
  });
});

describe('rounding the weights of the network for photographs', () => {
  test('changes the logits by as much as its manifest says, by the detector’s own graph', () => {
    const measured = manifest.agreement.measured.find(
      ({ side, count }) => side === 224 && count === golden.images.length,
    );
    const differences = golden.before.flatMap(({ logits }, i) =>
      logits.map((z, c) => Math.abs(z - (golden.after[i]?.logits[c] ?? NaN))),
    );
    expect(Math.max(...differences)).toBeCloseTo(measured?.largestLogitDifference ?? NaN, 2);
    const mean = differences.reduce((sum, d) => sum + d) / differences.length;
    expect(mean).toBeCloseTo(measured?.meanLogitDifference ?? NaN, 2);
  });

  test('does not change the class that a photograph shows most', () => {
    const top = (logits: number[]) => manifest.classes[logits.indexOf(Math.max(...logits))];
    for (const values of [golden.before, golden.after]) {
      expect(values.map(({ logits }) => top(logits))).toEqual(['cat', 'cup']);
    }
  });
});

describe('the ways back through the network for photographs', () => {
  test('reach any layer, in one shape with its values, and differ by the rule', async () => {
    const x = await photograph('chelsea-224.png', manifest, 128);
    const activations = run(network, x);
    for (const to of ['input', 'block4', 'block14.expand', 'conv2', 'anchors']) {
      const { signal } = scalarGradient(network, x, logit('logits', cat), { to });
      expect(signal.shape).toEqual(activationAt(activations, to).shape);
    }
    const strengths = (['gradient', 'guided', 'deconvnet'] as const).map((relu) => {
      const scalar = channelMean('block14.expand', 5);
      const { signal } = scalarGradient(network, x, scalar, { rules: { relu } });
      return signal.abs().sum().dataSync()[0] ?? NaN;
    });
    expect(new Set(strengths).size).toBe(3);
    expect(strengths.every((strength) => strength > 0)).toBe(true);
  });
});

function largestDifference(found: ArrayLike<number>, expected: readonly number[]): number {
  expect(found.length).toBe(expected.length);
  return expected.reduce(
    (largest, value, i) => Math.max(largest, Math.abs(value - (found[i] ?? NaN))),
    0,
  );
}
