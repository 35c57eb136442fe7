import { concat, dispose, mul, slice, tidy, type Tensor4D } from '@tensorflow/tfjs-core';

import { largestDifference } from '../gradientCheck.ts';
import { toTensor } from '../grid.ts';
import { backward } from '../network/backward.ts';
import { networkOf } from '../network/networkOf.ts';
import { lastPlace } from '../network/network.ts';
import { activationAt, run } from '../network/run.ts';
import { logit } from '../network/scalars.ts';
import type { BackwardRules } from '../network/step.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomArray, randomWhole } from '../randomArray.ts';
import type { CheckResult, ModelContext } from './context.ts';

/**
 * On the book's network and two random pictures: what the deconvnet sends back for a class depends on
 * the picture through the max-pool switches only, and grows in proportion to the signal it starts with.
 */
export default async function check(
  { seed }: { seed: number },
  context: ModelContext,
): Promise<CheckResult> {
  const random = mulberry32(seed);
  const [h, w] = [4 * randomWhole(random, 2, 10), 4 * randomWhole(random, 2, 10)];
  const classIndex = randomWhole(random, 0, 9);
  const factor = randomWhole(random, 2, 9);
  const network = networkOf(await context.loadModel('base'));
  const place = lastPlace(network);
  const draw = normal(random);
  const [first, second] = [0, 1].map(() => toTensor(randomArray([1, h, w, 3], draw)));
  if (!first || !second) throw new Error('Expected two pictures.');
  const found = tidy(() => {
    const pair = concat<Tensor4D>([first, second], 0);
    const [there, exchanged] = [run(network, pair), run(network, concat([second, first], 0))];
    const signal = logit(place, classIndex).derivative(activationAt(there, place));
    const back = (switches: BackwardRules['switches'], by = 1) => {
      const seed = { place, signal: mul(signal, by) };
      const both = backward(network, there, seed, { rules: { relu: 'deconvnet', switches } });
      return [0, 1].map((i) => slice(both, [i, 0, 0, 0], [1, h, w, 3]).dataSync());
    };
    const [own, other, none, more] = [
      back('own'),
      back(exchanged),
      back('forgotten'),
      back('own', factor),
    ];
    const zeros = new Float32Array();
    const [a = zeros, b = zeros] = own;
    const [a2 = zeros, b2 = zeros] = other;
    const [a3 = zeros, b3 = zeros] = none;
    return {
      scale: Math.max(...a.map(Math.abs), ...b.map(Math.abs)),
      apart: largestDifference(a, b),
      swapped: Math.max(largestDifference(a2, b), largestDifference(b2, a)),
      same: largestDifference(a3, b3),
      proportional: largestDifference(
        more[0] ?? zeros,
        a.map((value) => factor * value),
      ),
    };
  });
  dispose([first, second]);
  const { scale, apart } = found;
  const row = (label: string, value: number, tolerance: number) => ({ label, value, tolerance });
  return {
    statement: `two pictures of ${h}×${w} noise, class ${classIndex}: maps of strength ${scale.toPrecision(3)}, up to ${apart.toPrecision(3)} apart`,
    rows: [
      row(
        'each picture’s map by the other’s switches, and the other’s map',
        found.swapped,
        1e-6 * scale,
      ),
      row('the two pictures’ maps without switches', found.same, 1e-6 * scale),
      row(
        `the map of ${factor} times the signal, and ${factor} times the map`,
        found.proportional,
        1e-5 * factor * scale,
      ),
    ],
  };
}
