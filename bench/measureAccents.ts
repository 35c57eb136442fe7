import { activationAt, run } from '#numerics/network/run.ts';
import { linksTo } from '#numerics/network/network.ts';
import { stepForward } from '#numerics/network/step.ts';
import { domainNetwork, FEATURES, VERDICT } from '#numerics/domains/domainNetwork.ts';
import { drawn } from '#numerics/domains/drawn.ts';
import { CLASSES, SIDE } from '#numerics/domains/scene.ts';
import { domains, styles } from '#numerics/domains/styles.ts';
import { domainStudy, scenesOf } from '#numerics/domains/study.ts';
import train from '#numerics/tasks/domain-generalization-train.ts';
import { withWeights } from '#numerics/training/savedWeights.ts';
import { argMax, tensor4d, type Tensor } from '@tensorflow/tfjs-core';

import { uninterrupted } from '../tests/numerics/tasks/uninterrupted.ts';
import { startWasm } from '../tests/numerics/wasm/wasmBackend.ts';

/**
 * Prints for the networks with the reversed gradient, negatives left out, of how many held-out
 * pictures of the sources the second head still names the domain after training, in per cent:
 * `node --experimental-strip-types bench/measureAccents.ts [seed …]`.
 */
await startWasm();
const sources = domains.filter((style) => style !== 'inverted');
const { widths, validation } = domainStudy;
for (const seed of process.argv.length > 2 ? process.argv.slice(2).map(Number) : [1, 2, 3]) {
  const found = await train({ trial: { sources, method: 'dann', seed } }, uninterrupted);
  if (!found) throw new Error('Nobody cancels a measurement.');
  const network = withWeights(
    domainNetwork({ widths, classes: CLASSES }, sources.length, seed),
    found.weights,
  );
  const before = new Set(linksTo(network, FEATURES).map(({ step }) => step.name));
  const head = linksTo(network, VERDICT).filter(({ step }) => !before.has(step.name));
  const named = sources.map((style, d) => {
    const { values } = drawn(scenesOf(validation, seed, 10 + styles.indexOf(style)), style);
    const places: Record<string, Tensor> = {
      ...run(network, tensor4d(Float32Array.from(values), [validation, SIDE, SIDE, 3])),
    };
    for (const { step, from } of head) {
      places[step.name] = stepForward(step, activationAt(places, from[0] ?? ''));
    }
    const said = argMax(activationAt(places, VERDICT), 1).dataSync();
    return said.filter((domain) => domain === d).length / validation;
  });
  const mean = named.reduce((sum, share) => sum + share, 0) / named.length;
  console.log(
    seed,
    named.map((share) => (100 * share).toFixed(0)).join(' '),
    (100 * mean).toFixed(0),
  );
}
