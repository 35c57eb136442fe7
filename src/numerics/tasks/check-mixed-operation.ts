import { mixedOperation } from '../architectureSearch/mixedOperation.ts';
import { centralDifferences, largestDifference } from '../gradientCheck.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import type { CheckResult } from './context.ts';

/** ∂L/∂α of a mixture of operations, p_o ⟨g, o(x) − ō(x)⟩, and central differences of L = ½‖ō − t‖². */
export default function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const draw = normal(random);
  const length = randomWhole(random, 2, 12);
  const numbers = (count: number) => Array.from({ length: count }, draw);
  const outputs = Array.from({ length: randomWhole(random, 2, 5) }, () => numbers(length));
  const [alpha, target] = [numbers(outputs.length), numbers(length)];
  const mixtureAt = (values: ArrayLike<number>) =>
    mixedOperation(Array.from(values), outputs, target).mixture;
  const loss = (values: Float64Array) =>
    mixtureAt(values).reduce((sum, y, i) => sum + (y - (target[i] ?? 0)) ** 2 / 2, 0);
  const upstream = mixtureAt(alpha).map((y, i) => y - (target[i] ?? 0));
  const { gradient } = mixedOperation(alpha, outputs, upstream);
  return Promise.resolve({
    statement: `${outputs.length} operations with ${length} outputs each`,
    rows: [
      {
        label: 'p ⟨g, o − ō⟩, and central differences',
        value: largestDifference(gradient, centralDifferences(loss, Float64Array.from(alpha))),
        tolerance: 1e-6,
      },
      {
        label: 'the components added up, and 0',
        value: Math.abs(gradient.reduce((sum, g) => sum + g, 0)),
        tolerance: 1e-10,
      },
    ],
  });
}
