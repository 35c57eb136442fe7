import { readFileSync } from 'node:fs';

import { setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';

import type { Attribution, Question } from '#numerics/attribution/attribution.ts';
import { cam } from '#numerics/attribution/cam.ts';
import { deconvnet } from '#numerics/attribution/deconvnet.ts';
import { gradCam } from '#numerics/attribution/gradCam.ts';
import { gradient } from '#numerics/attribution/gradient.ts';
import { gradientTimesInput } from '#numerics/attribution/gradientTimesInput.ts';
import { guidedBackpropagation } from '#numerics/attribution/guidedBackpropagation.ts';
import { guidedGradCam } from '#numerics/attribution/guidedGradCam.ts';
import { integratedGradients } from '#numerics/attribution/integratedGradients.ts';
import { occlusion } from '#numerics/attribution/occlusion.ts';
import { smoothGrad } from '#numerics/attribution/smoothGrad.ts';
import { preprocess } from '#numerics/network/images.ts';
import { networkOf } from '#numerics/network/networkOf.ts';
import { run } from '#numerics/network/run.ts';
import { logit } from '#numerics/network/scalars.ts';

import { imagesOf, shippedModel } from '../network/shipped.ts';
import { undecided } from '../network/undecided.ts';
import { startWasm } from '../wasm/wasmBackend.ts';
import { mapOf } from './byHand.ts';

/** What PyTorch made of the same methods, written by `training/golden_attribution.py`. */
interface Golden {
  logit: number;
  integratedGradientsSteps: number;
  smoothGradNoise: { sigma: number; samples: number; seed: number };
  occlusionSquare: { size: number; stride: number };
  maps: Record<string, number[]>;
}

const golden = JSON.parse(readFileSync('tests/fixtures/golden/attribution.json', 'utf8')) as Golden;
const model = shippedModel('base');
const SIDE = 32;

const methods: Record<string, Attribution> = {
  gradient,
  gradientTimesInput,
  smoothGrad: smoothGrad(golden.smoothGradNoise),
  integratedGradients: integratedGradients({
    baseline: 0,
    steps: golden.integratedGradientsSteps,
  }),
  deconvnet,
  guidedBackpropagation,
  cam: cam(golden.logit),
  gradCam: gradCam({ layer: 'conv5' }),
  gradCamOfConv3: gradCam({ layer: 'conv3' }),
  gradCamUnrectified: gradCam({ layer: 'conv5', rectify: false }),
  gradCamCounterfactual: gradCam({ layer: 'conv5', counterfactual: true }),
  guidedGradCam: guidedGradCam({ layer: 'conv5' }),
  occlusion: occlusion(golden.occlusionSquare),
};

beforeAll(startWasm);

test('every recorded method is tested, and every tested one recorded', () => {
  expect(Object.keys(methods).sort()).toEqual(Object.keys(golden.maps).sort());
});

describe.each(['wasm', 'cpu'])('on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  async function question(): Promise<Question> {
    const { pixels } = await imagesOf('public/images/gallery.png', model.manifest);
    const x = preprocess(model.manifest, pixels.subarray(0, SIDE * SIDE * 3), [SIDE, SIDE]);
    return { network: networkOf(model), x, scalar: logit('logits', golden.logit) };
  }

  test.each(Object.keys(methods))(
    '%s is PyTorch’s, save where rounding picks one of several gradients',
    async (name) => {
      const asked = await question();
      const found = await mapOf(methods[name] ?? gradient, asked);
      const expected = golden.maps[name] ?? [];
      expect(found.length).toBe(expected.length);
      const scale = Math.max(...expected.map(Math.abs));
      expect(scale).toBeGreaterThan(0);

      const channels = expected.length / (SIDE * SIDE);
      const kinks =
        channels >= 1
          ? undecided(model.manifest.layers, run(asked.network, asked.x, { pre: true }), SIDE)
          : [];
      let compared = 0;
      for (const [i, value] of expected.entries()) {
        if (kinks[Math.floor(i / channels)]) continue;
        compared++;
        expect(Math.abs(value - (found[i] ?? Number.NaN)) / scale).toBeLessThan(2e-4);
      }
      expect(compared).toBeGreaterThan(0.75 * expected.length);
    },
    60_000,
  );
});
