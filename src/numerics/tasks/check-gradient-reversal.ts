import { dispose, tensor1d, tensor4d } from '@tensorflow/tfjs-core';

import { domainGradients } from '../domains/domainGradients.ts';
import { domainNetwork } from '../domains/domainNetwork.ts';
import { naiveHeads, plainWeights } from '../domains/naiveHeads.ts';
import { centralDifferences, largestDifference } from '../gradientCheck.ts';
import { changeWeights } from '../network/changeWeights.ts';
import { disposeNetwork } from '../network/network.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomArray, randomWhole } from '../randomArray.ts';
import { saveWeights } from '../training/savedWeights.ts';
import type { CheckResult } from './context.ts';

/** Side of the images, and how far a weight is moved: hardly ever over the kink of a ReLU. */
const SIDE = 4;
const STEP = 1e-7;

/**
 * What gradient reversal moves each part of a small network against: the weights before the features
 * by L_y − λL_d, the head of the domains by L_d, that of the classes by L_y; and central differences
 * of these, from the definition.
 */
export default async function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const n = randomWhole(random, 3, 5);
  const width = randomWhole(random, 2, 3);
  const reversal = 2 * random();
  const share = random();
  const groups = [share, 1 - share];
  const x = randomArray([n, SIDE, SIDE, 3], normal(random));
  const labels = Array.from({ length: n }, () => randomWhole(random, 0, 2));
  const domains = Array.from({ length: n }, (_, i) => (i < 2 ? i : randomWhole(random, 0, 1)));

  const fresh = domainNetwork({ widths: [width], classes: 3 }, 2, seed);
  // Without biases, a place that sees nothing but zeros would sit on the kink of its ReLU.
  const network = changeWeights(fresh, ({ kernel, bias }) => ({
    kernel,
    bias: tensor1d(Float32Array.from({ length: bias.shape[0] }, () => random() - 0.5)),
  }));
  disposeNetwork(fresh);
  const images = tensor4d(Float32Array.from(x.values), x.shape);
  const { gradients } = domainGradients(network, { x: images, labels, domains }, 2, {
    weigh: () => groups,
    reversal,
  });
  const weights = plainWeights(await saveWeights(network));

  const of = (layer: string, values: Float64Array) => {
    const own = weights[layer] ?? { kernel: [], bias: [] };
    const changed = { ...weights, [layer]: { ...own, kernel: values } };
    return naiveHeads(changed, x, { labels, domains }, groups);
  };
  const parts = [
    ['before the features: ∂L_y − λ ∂L_d', 'conv1', (l) => l.classes - reversal * l.domains],
    ['the domains’ head, first layer: ∂L_d', 'detective', (l) => l.domains],
    ['the domains’ head, second layer: ∂L_d', 'verdict', (l) => l.domains],
    ['the classes’ head: ∂L_y', 'logits', (l) => l.classes],
  ] satisfies [string, string, (losses: ReturnType<typeof of>) => number][];
  const rows = [];
  for (const [label, layer, goal] of parts) {
    const found = gradients[layer] ?? gradients[`${layer}.pre`];
    const start = Float64Array.from(weights[layer]?.kernel ?? []);
    const differences = centralDifferences((values) => goal(of(layer, values)), start, STEP);
    rows.push({
      label: `${label}, and central differences`,
      value: largestDifference((await found?.kernel.data()) ?? [], differences),
      tolerance: 1e-5,
    });
  }
  disposeNetwork(network);
  dispose(images);
  for (const { kernel, bias } of Object.values(gradients)) dispose([kernel, bias]);
  return {
    statement: `${n} images of ${SIDE}×${SIDE}, ${width} maps, two domains, λ = ${reversal.toFixed(2)}, random labels`,
    rows,
  };
}
