import { errorTerms } from '../learning/errorTerms.ts';
import { everySample } from '../learning/everySample.ts';
import { empiricalBest, trainingError } from '../learning/sample.ts';
import { riskOf } from '../learning/strip.ts';
import { mulberry32 } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import type { CheckResult } from './context.ts';

/**
 * The three terms of a random strip of four places, computed as in the figure, and by going through
 * every sample that could be drawn, every rule of the class and every outcome of the optimiser.
 */
export default function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const strip = Array.from({ length: 4 }, () => random());
  const [blocks, n, steps] = [2, randomWhole(random, 3, 4), randomWhole(random, 1, 3)];
  const terms = errorTerms(strip, { blocks, examples: n, steps });

  const rules = [0, 1, 2, 3].map((code) => [code & 1, code >> 1]);
  const best = Math.min(...rules.map((rule) => riskOf(strip, rule)));
  const bayes = strip.reduce((sum, eta) => sum + Math.min(eta, 1 - eta), 0) / strip.length;
  let [trained, stopped, training, samples] = [0, 0, 0, 0];
  for (const sample of everySample(strip, n)) {
    const found = empiricalBest(sample, blocks);
    trained += sample.weight * riskOf(strip, found);
    training += sample.weight * trainingError(sample, found);
    // Every way in which the steps can fall on the blocks; what none falls on keeps its coin.
    for (let way = 0; way < blocks ** steps; way++) {
      const set = Array.from({ length: steps }, (_, t) => Math.floor(way / blocks ** t) % blocks);
      const rule = found.map((label, b) => (set.includes(b) ? label : 0.5));
      stopped += (sample.weight / blocks ** steps) * riskOf(strip, rule);
    }
    samples++;
  }
  const row = (label: string, one: number, other: number) => ({
    label,
    value: Math.abs(one - other),
    tolerance: 1e-12,
  });
  return Promise.resolve({
    statement: `four places, two blocks, ${n} examples, ${steps} steps: ${samples} possible samples, each with its probability`,
    rows: [
      row('approximation error, from all four rules', terms.approximation, best - bayes),
      row('estimation error, from all samples', terms.estimation, trained - best),
      row('optimisation error, from all ways to stop', terms.optimisation, stopped - trained),
      row(
        'the three together, and the risk above Bayes’',
        terms.approximation + terms.estimation + terms.optimisation,
        stopped - bayes,
      ),
      row('mean training error, from all samples', terms.training, training),
    ],
  });
}
