import { largestDifference } from '../gradientCheck.ts';
import { normal } from '../normal.ts';
import { magnitudeMasks } from '../pruning/magnitudeMasks.ts';
import { mulberry32 } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import type { CheckResult } from './context.ts';

/**
 * Two layers with a ReLU between: the first times c, the second divided by c. The answers stay; the
 * masks of pruning by layer stay; those of pruning globally do not.
 */
export default function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const draw = normal(random);
  const [inputs, hidden, outputs] = [4, randomWhole(random, 4, 8), 3];
  const numbers = (count: number) => Float64Array.from({ length: count }, draw);
  const [w1, b1, w2] = [numbers(inputs * hidden), numbers(hidden), numbers(hidden * outputs)];
  const x = numbers(inputs);
  const c = 2 ** randomWhole(random, 4, 7); // a power of two, so that nothing is rounded
  const answer = (first: Float64Array, bias: Float64Array, second: Float64Array) => {
    const a = Array.from(bias, (b, j) =>
      Math.max(
        0,
        x.reduce((sum, value, i) => sum + value * (first[i * hidden + j] ?? 0), b),
      ),
    );
    return Array.from({ length: outputs }, (_, k) =>
      a.reduce((sum, value, j) => sum + value * (second[j * outputs + k] ?? 0), 0),
    );
  };
  const times = (values: Float64Array, factor: number) => values.map((value) => value * factor);
  const before = { first: Float32Array.from(w1), second: Float32Array.from(w2) };
  const after = {
    first: Float32Array.from(times(w1, c)),
    second: Float32Array.from(times(w2, 1 / c)),
  };
  const moved = (scope: 'layer' | 'global') => {
    const [one, other] = [before, after].map((k) => magnitudeMasks(k, 0.5, scope));
    const masks = ['first', 'second'].flatMap((name) =>
      Array.from(one?.[name] ?? [], (kept, i) => Math.abs(kept - (other?.[name]?.[i] ?? 0))),
    );
    return masks.reduce((sum, change) => sum + change, 0);
  };
  return Promise.resolve({
    statement: `${inputs} → ${hidden} → ${outputs}, c = ${c}; of ${w1.length + w2.length} weights, half are pruned; globally ${moved('global')} masks change`,
    rows: [
      {
        label: 'the answers before and after',
        value: largestDifference(
          answer(w1, b1, w2),
          answer(times(w1, c), times(b1, c), times(w2, 1 / c)),
        ),
        tolerance: 1e-12,
      },
      { label: 'masks by layer that change', value: moved('layer'), tolerance: 0 },
      {
        label: 'no mask changes globally (1 if so)',
        value: moved('global') === 0 ? 1 : 0,
        tolerance: 0,
      },
    ],
  });
}
