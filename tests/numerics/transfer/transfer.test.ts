import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';

import { disposeNetwork } from '#numerics/network/network.ts';
import { networkOf } from '#numerics/network/networkOf.ts';
import { drawnEigenvalues } from '#numerics/transfer/drawnEigenvalues.ts';
import { letters } from '#numerics/transfer/letters.ts';
import { fitProbe, probeAnswers } from '#numerics/transfer/probe.ts';
import { bestPull, sourceTerms } from '#numerics/transfer/sourceTerms.ts';
import { startAt } from '#numerics/transfer/starts.ts';
import { normal } from '#numerics/normal.ts';
import { mulberry32 } from '#numerics/random.ts';
import { saveWeights } from '#numerics/training/savedWeights.ts';

import { shippedModel } from '../network/shipped.ts';
import { startWasm } from '../wasm/wasmBackend.ts';

describe('letters', () => {
  it('take turns, are grey, and are the same for the same seed', () => {
    const { pixels, labels } = letters(2, 5);
    expect(labels).toEqual([0, 1, 2, 3, 0, 1, 2, 3]);
    expect(letters(2, 5).pixels).toEqual(pixels);
    for (let i = 0; i < pixels.length; i += 3) {
      expect([pixels[i + 1], pixels[i + 2]]).toEqual([pixels[i], pixels[i]]);
    }
  });

  it('have their ink where the bowl is: right of the middle of the stem for b and p, low for b and d', () => {
    const { pixels, labels } = letters(60, 1);
    const mean = new Float64Array(4);
    labels.forEach((label, i) => {
      const at = (k: number) => 255 - (pixels[3 * (i * 1024 + k)] ?? 0);
      const all = Array.from({ length: 1024 }, (_, k) => at(k));
      const paper = all.toSorted((a, b) => a - b)[512] ?? 0;
      let [ink, down] = [0, 0];
      all.forEach((dark, k) => {
        const own = Math.max(0, dark - paper - 40);
        ink += own;
        down += own * Math.floor(k / 32);
      });
      mean[label] = (mean[label] ?? 0) + down / ink / 60;
    });
    expect(Math.min(mean[0] ?? 0, mean[1] ?? 0)).toBeGreaterThan(
      Math.max(mean[2] ?? 0, mean[3] ?? 0),
    );
  });
});

describe('the linear model', () => {
  it('is least squares without a pull, which costs d/(n − d − 1) times the noise', () => {
    const [n, d] = [40, 8];
    const found = drawnEigenvalues(n, d, 400, 1).map(
      (own) => sourceTerms(own, { distance: 1, lambda: 0, noise: 1 }).variance,
    );
    const mean = found.reduce((sum, one) => sum + one, 0) / found.length;
    expect(mean).toBeCloseTo(d / (n - d - 1), 1);
  });

  it('has its least error at the best pull', () => {
    const [own = []] = drawnEigenvalues(5, 8, 1, 2);
    const errorAt = (lambda: number) => {
      const { bias, variance } = sourceTerms(own, { distance: 0.7, lambda, noise: 0.5 });
      return bias + variance;
    };
    const best = bestPull(8, 0.5, 0.7);
    expect(errorAt(best)).toBeLessThan(errorAt(1.02 * best));
    expect(errorAt(best)).toBeLessThan(errorAt(0.98 * best));
  });

  it('knows nothing but the start where there are no examples in a direction', () => {
    const own = drawnEigenvalues(2, 5, 1, 3)[0] ?? [];
    expect(own.filter((s) => s === 0)).toHaveLength(3);
  });
});

describe('probes and starts', () => {
  beforeAll(startWasm);

  it('a probe tells two clouds apart', () => {
    const draw = normal(mulberry32(1));
    const labels = Array.from({ length: 40 }, (_, i) => i % 2);
    const values = labels.flatMap((label) => [draw() + 6 * label, draw(), 7]);
    const features = { values, length: 3 };
    const own = fitProbe(features, labels, 2, 1);
    expect(probeAnswers(own, features)).toEqual(labels);
  });

  it('a trained start keeps the convolutions and has a new head; a random one keeps nothing', async () => {
    const trained = networkOf(shippedModel('six'));
    const before = memory().numTensors;
    const old = await saveWeights(trained);
    for (const start of ['trained', 'random'] as const) {
      const network = startAt(trained, start, 4, 1);
      const own = await saveWeights(network);
      expect(own.logits?.kernel.shape).toEqual([128, 4]);
      const same = own.conv3?.kernel.values.every(
        (value, i) => value === old.conv3?.kernel.values[i],
      );
      expect(same).toBe(start === 'trained');
      disposeNetwork(network);
    }
    expect(memory().numTensors).toBe(before);
  });
});
