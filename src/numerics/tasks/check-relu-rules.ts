import { dispose, relu, tensor1d, tidy } from '@tensorflow/tfjs-core';

import { centralDifferences, largestDifference } from '../gradientCheck.ts';
import { rectifyBackward, type ReluRule } from '../network/layers/relu.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import { reluRules, throughRelu } from '../reluRules.ts';
import type { CheckResult } from './context.ts';

/** The three rules at n random ReLUs: as the network computes them, by their formulas, and by differences. */
export default function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const draw = normal(random);
  const n = randomWhole(random, 4, 12);
  // Away from the kink, where no central difference means anything.
  const away = (value: number) => value + 0.1 * Math.sign(value);
  const z = Array.from({ length: n }, () => away(draw()));
  const signal = Array.from({ length: n }, () => draw());
  const [tz, tr] = [tensor1d(z), tensor1d(signal)];
  const a = relu(tz);
  const back = (rule: ReluRule) =>
    tidy(() => [...rectifyBackward(rule, tr, a).dataSync()] as number[]);
  const [gradient, deconvnet, guided] = [back('gradient'), back('deconvnet'), back('guided')];
  const value = (at: ArrayLike<number>) =>
    Array.from(at, (v, i) => Math.max(0, v) * (signal[i] ?? 0)).reduce((s, v) => s + v, 0);
  const differences = centralDifferences(value, Float64Array.from(z), 1e-4);
  const byFormula = reluRules.map((rule) =>
    z.map((value, i) => throughRelu(rule, value, signal[i] ?? Number.NaN)),
  );
  const positive = (values: number[]) => values.map((v) => Math.max(0, v));
  const whereOn = (values: number[]) => values.map((v, i) => ((z[i] ?? 0) > 0 ? v : 0));
  dispose([tz, tr, a]);
  const tolerance = 1e-6 * Math.max(1, ...signal.map(Math.abs));
  return Promise.resolve({
    statement: `${n} ReLUs, ${z.filter((v) => v > 0).length} of them on; ${signal.filter((v) => v > 0).length} signals positive`,
    rows: [
      {
        label: 'the three formulas, and the way back of the network',
        value: largestDifference(byFormula.flat(), [gradient, deconvnet, guided].flat()),
        tolerance,
      },
      {
        label: 'the gradient’s rule, and central differences of Σ R·ReLU(z)',
        value: largestDifference(gradient, differences),
        tolerance: 1e-6,
      },
      {
        label: 'guided, and the gradient’s with its negative numbers dropped',
        value: largestDifference(guided, positive(gradient)),
        tolerance,
      },
      {
        label: 'guided, and deconvnet’s where the units were on',
        value: largestDifference(guided, whereOn(deconvnet)),
        tolerance,
      },
    ],
  });
}
