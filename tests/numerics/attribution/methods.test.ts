import { tensor4d } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';

import { compareMaps } from '#numerics/attribution/compareMaps.ts';
import { edges, edgeStrength } from '#numerics/attribution/edges.ts';
import { methodIds, methods } from '#numerics/attribution/methods.ts';
import { prepareMethod } from '#numerics/attribution/prepareMethod.ts';
import { shareInBox } from '#numerics/attribution/shareInBox.ts';
import { lastMapsBefore, scalarOf, type Target } from '#numerics/attribution/target.ts';
import type { Network } from '#numerics/network/network.ts';
import { networkOf } from '#numerics/network/networkOf.ts';

import { shippedModel } from '../network/shipped.ts';
import { startWasm } from '../wasm/wasmBackend.ts';
import { byHand, mapOf } from './byHand.ts';

const base = shippedModel('base');
const aClass = (index: number): Target => ({ kind: 'class', index, as: 'score' });

beforeAll(startWasm);

describe('the register of methods', () => {
  test.each(methodIds.filter((id) => id !== 'occlusion'))(
    'makes %s from its default options, which JSON can say',
    async (id) => {
      expect(JSON.parse(JSON.stringify(methods[id].defaults))).toEqual(methods[id].defaults);
      const question = byHand();
      const asked = { network: question.network, target: aClass(0) };
      const { attribution, signed } = prepareMethod({ id }, asked);
      const map = await mapOf(attribution, question);
      expect(map).toHaveLength(2);
      if (!signed) expect(Math.min(...map)).toBeGreaterThanOrEqual(0);
    },
  );

  test('occlusion of 96×96 by squares of 8, side by side, takes 144 runs and one of the picture itself', () => {
    const options = { size: 8, stride: 8, fill: 0 };
    expect(methods.occlusion.passes(options, [96, 96])).toEqual({ forward: 145, backward: 0 });
  });

  test('Grad-CAM without its ReLU has a sign', () => {
    const asked = { network: byHand().network, target: aClass(0) };
    expect(prepareMethod({ id: 'gradCam' }, asked).signed).toBe(false);
    expect(prepareMethod({ id: 'gradCam', options: { rectify: false } }, asked).signed).toBe(true);
  });

  test('CAM of a unit and Grad-CAM before the first layer are refused with a sentence', () => {
    const network = networkOf(base);
    const target: Target = { kind: 'unit', layer: 'conv1', channel: 0, row: 3, column: 3 };
    expect(() => prepareMethod({ id: 'cam' }, { network, target })).toThrow('classes only');
    expect(() => prepareMethod({ id: 'gradCam' }, { network, target })).toThrow('there is none');
  });
});

describe('a target', () => {
  let network: Network;
  beforeAll(() => {
    network = networkOf(base);
  });

  test('is a class’s number at the end of the network, or a unit’s before its ReLU', () => {
    for (const as of ['score', 'logProbability', 'probability', 'loss'] as const) {
      expect(scalarOf(network, { kind: 'class', index: 3, as }).place).toBe('logits');
    }
    const unit = { kind: 'unit', layer: 'conv5', channel: 3, row: 1, column: 2 } as const;
    expect(scalarOf(network, unit).place).toBe('conv5.pre');
    expect(scalarOf(network, { kind: 'channel', layer: 'pool1', channel: 3 }).place).toBe('pool1');
  });

  test('that the network does not have is refused', () => {
    expect(() => scalarOf(network, { kind: 'channel', layer: 'conv9', channel: 0 })).toThrow(
      'conv9',
    );
  });

  test('has maps before it: the last ones of the network for a class', () => {
    expect(lastMapsBefore(network, 'logits')).toBe('conv5');
    expect(lastMapsBefore(network, 'conv5.pre')).toBe('conv4');
    expect(lastMapsBefore(network, 'conv1.pre')).toBeNull();
  });
});

describe('the edges of a picture', () => {
  test('are 4 beside a step of 1, and 0 where all is even and at the border', () => {
    const step = [0, 0, 1, 1].flatMap((level) => [level, level, level]);
    const picture = [...step, ...step, ...step];
    expect([...edgeStrength(picture, [3, 4, 3])]).toEqual([0, 4, 4, 0, 0, 4, 4, 0, 0, 4, 4, 0]);
  });

  test('are a method that looks at no network', async () => {
    const { network, scalar } = byHand();
    const x = tensor4d([0, 0, 1, 1], [1, 1, 4, 1]);
    expect(await mapOf(edges, { network, scalar, x })).toEqual([0, 4, 4, 0]);
  });
});

describe('a comparison of two maps', () => {
  const ramp = Float32Array.from({ length: 64 }, (_, i) => i - 20);

  test('of a map with itself finds 1, 1 and 1', () => {
    const same = compareMaps(ramp, ramp, [8, 8]);
    expect(same.rank).toBeCloseTo(1, 10);
    expect(same.rankOfMagnitudes).toBeCloseTo(1, 10);
    expect(same.similarity).toBeCloseTo(1, 10);
  });

  test('with the sign turned differs in the sign alone', () => {
    const turned = compareMaps(
      ramp,
      ramp.map((value) => -value),
      [8, 8],
    );
    expect(turned.rank).toBeCloseTo(-1, 10);
    expect(turned.rankOfMagnitudes).toBeCloseTo(1, 10);
    expect(turned.similarity).toBeCloseTo(1, 10);
  });

  test('with an empty map has no numbers', () => {
    expect(compareMaps(ramp, new Float32Array(64), [8, 8])).toEqual({
      rank: null,
      rankOfMagnitudes: null,
      similarity: null,
    });
  });
});

test('the share of a map in a box is that of its magnitudes', () => {
  const map = [1, -2, 0, 3, 4, -6];
  const left = { row: 0, column: 0, height: 2, width: 2 };
  expect(shareInBox(map, 3, left)).toBeCloseTo(10 / 16, 12);
  expect(shareInBox([0, 0], 2, left)).toBeNull();
});
