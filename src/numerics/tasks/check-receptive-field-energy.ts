import { pathShares, pathVariance } from '../influence.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import type { CheckResult } from './context.ts';

/** How many stacks of random weights are drawn. */
const DRAWS = 2000;

/** With random weights it is the *square* of the sensitivity that is spread like the ways, on average. */
export default async function checkEnergy({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const draw = normal(random);
  const depth = randomWhole(random, 2, 6);
  const k = randomWhole(random, 2, 4);
  const taps = Array.from({ length: depth }, () => ({ kernel: k, stride: 1, dilation: 1 }));
  const shares = pathShares(taps);
  const middle = (shares.length - 1) / 2;
  const expected = pathVariance(taps);

  // Of each draw: its energy, and its energy times (squared distance − expected), of mean zero.
  const excesses: number[] = [];
  const energies: number[] = [];
  for (let count = 0; count < DRAWS; count++) {
    let line = Float64Array.of(1);
    for (const { kernel } of taps) {
      const weights = Float64Array.from({ length: kernel }, () => draw() / Math.sqrt(kernel));
      const next = new Float64Array(line.length + kernel - 1);
      line.forEach((value, at) =>
        weights.forEach((weight, tap) => {
          next[at + tap] = (next[at + tap] ?? 0) + value * weight;
        }),
      );
      line = next;
    }
    energies.push(line.reduce((sum, value) => sum + value ** 2, 0));
    excesses.push(
      line.reduce((sum, value, at) => sum + value ** 2 * ((at - middle) ** 2 - expected), 0),
    );
  }
  return {
    statement: `${DRAWS} stacks of ${depth} layers of ${k} random weights, along one axis; allowed are five standard errors`,
    rows: [
      {
        label: `mean total energy, against 1`,
        value: Math.abs(mean(energies) - 1),
        tolerance: 5 * standardError(energies),
      },
      {
        label: `σ² of the mean energy, against n (k² − 1) / 12 = ${expected.toFixed(2)}`,
        value: Math.abs(mean(excesses) / mean(energies)),
        tolerance: (5 * standardError(excesses)) / mean(energies),
      },
    ],
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function standardError(values: readonly number[]): number {
  const centre = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - centre) ** 2)) / values.length);
}
