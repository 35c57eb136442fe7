import { add, matMul, reshape, tensor2d, tidy, type Tensor2D } from '@tensorflow/tfjs-core';

import { largestDifference } from '../gradientCheck.ts';
import { toTensor } from '../grid.ts';
import { denseStepOf } from '../head/denseStepOf.ts';
import { pooledAsDense } from '../head/pooledAsDense.ts';
import { networkOf } from '../network/networkOf.ts';
import { activationAt, run } from '../network/run.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomArray, randomWhole } from '../randomArray.ts';
import type { CheckResult, ModelContext } from './context.ts';

/**
 * Averaging each map and then a dense layer is one dense layer on the flattened maps whose weights
 * are equal at all places: on random maps, and in the book's network.
 */
export default async function check(
  { seed }: { seed: number },
  context: ModelContext,
): Promise<CheckResult> {
  const random = mulberry32(seed);
  const draw = normal(random);
  const upTo = (most: number) => randomWhole(random, 1, most);
  const [u, v, c, units] = [upTo(6), upTo(6), upTo(4), upTo(4)];
  const places = u * v;
  const maps = randomArray([1, u, v, c], draw);
  const weights = randomArray([1, 1, c, units], draw).values;

  const at = (values: Float64Array, i: number) => values[i] ?? Number.NaN;
  const means = Float64Array.from({ length: c }, (_, k) => {
    let sum = 0;
    for (let place = 0; place < places; place++) sum += at(maps.values, place * c + k);
    return sum / places;
  });
  const pooled = Float64Array.from({ length: units }, (_, o) =>
    means.reduce((sum, mean, k) => sum + mean * at(weights, k * units + o), 0),
  );
  const flat = Float64Array.from({ length: units }, (_, o) =>
    maps.values.reduce((sum, x, i) => sum + (x * at(weights, (i % c) * units + o)) / places, 0),
  );
  const inPage = tidy(() => {
    const kernel = tensor2d(Float32Array.from(weights), [c, units]);
    const row = reshape(toTensor(maps), [1, places * c]) as Tensor2D;
    return matMul(row, pooledAsDense(kernel, [u, v])).dataSync();
  });
  const trained = await trainedHead(draw, context);
  const scale = Math.max(1, ...pooled.map(Math.abs), ...maps.values.map(Math.abs));
  return {
    statement:
      `the means of ${c} maps of ${u}×${v}, with ${c * units} weights, and the ${places * c} ` +
      `values themselves, with ${places * c * units}`,
    rows: [
      {
        label: 'pooled head and flat head with tied weights',
        value: largestDifference(pooled, flat),
        tolerance: 1e-11 * scale,
      },
      {
        label: 'pooled head and the page’s flat head, in 32 bits',
        value: largestDifference(pooled, inPage),
        tolerance: 1e-4 * scale,
      },
      {
        label: 'the trained pooled head: its ten logits for a noise picture, in 32 bits',
        value: trained.difference,
        tolerance: 1e-5 * Math.max(1, trained.largest),
      },
    ],
  };
}

/** The logits of `base` by its pooled head and by a dense layer on its flattened last maps. */
async function trainedHead(draw: () => number, { loadModel }: ModelContext) {
  const network = networkOf(await loadModel('base'));
  const [byPooling, byFlattening] = tidy(() => {
    const activations = run(network, toTensor(randomArray([1, 32, 32, 3], draw)));
    const maps = activationAt(activations, 'conv5');
    const { kernel, bias } = denseStepOf(network, 'logits');
    const [, u = 1, v = 1] = maps.shape;
    const row = reshape(maps, [1, maps.size]) as Tensor2D;
    const logits = add(matMul(row, pooledAsDense(kernel, [u, v])), bias);
    return [activationAt(activations, 'logits').dataSync(), logits.dataSync()] as const;
  });
  return {
    difference: largestDifference(byPooling, byFlattening),
    largest: Math.max(...byPooling.map(Math.abs)),
  };
}
