import { centralDifferences, largestDifference } from '../gradientCheck.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import { singularValues } from '../regression/singularValues.ts';
import { slopesOf } from '../stacks/fitStack.ts';
import { composeStack, plainKernel, type PlainKernel } from '../stacks/plainStack.ts';
import type { CheckResult } from './context.ts';

/** Below this share of the largest, a singular value is rounding. */
const RANK = 1e-9;

/**
 * Three 3×3 kernels from C to C channels with nothing between them: other kernels make the same 7×7
 * one, and it can be moved in 25 C² of its 49 C² directions.
 */
export default async function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const draw = normal(random);
  const c = randomWhole(random, 1, 2);
  const kernels = [1, 2, 3].map(() => plainKernel(3, c, c, draw));
  const whole = composeStack(kernels);
  const scale = Math.max(...whole.values.map(Math.abs));

  // Mix the channels behind the first kernel by a matrix, and unmix them before the second.
  const [mix, unmix] = mixing(c, draw);
  const other = composeStack(
    [kernels[0], mix, unmix, kernels[1], kernels[2]].flatMap((kernel) => kernel ?? []),
  );

  const slopes = slopesOf(kernels);
  const { values } = singularValues(slopes);
  const rank = values.filter((value) => value > RANK * (values[0] ?? 0)).length;
  const [first, ...rest] = kernels;
  const numbers = first?.values ?? new Float64Array();
  const moved = centralDifferences(
    (taps) => composeStack([{ ...first, values: taps } as PlainKernel, ...rest]).values[0] ?? 0,
    numbers,
    1e-3,
  );
  const told = Float64Array.from(numbers, (_, i) => slopes[i]?.[0] ?? 0);
  return {
    statement: `three 3×3 kernels, ${c} to ${c} channels: ${27 * c * c} numbers, ${25 * c * c} directions of ${49 * c * c}`,
    rows: [
      {
        label: 'the 7×7 kernel, and that of the stack with its channels mixed and unmixed',
        value: largestDifference(whole.values, other.values),
        tolerance: 1e-9 * scale,
      },
      {
        label: `rank of the derivative, and 25C² = ${25 * c * c}`,
        value: Math.abs(rank - 25 * c * c),
        tolerance: 0,
      },
      {
        label: 'the derivative by the first kernel, and finite differences',
        value: largestDifference(told, moved),
        tolerance: 1e-8 * Math.max(1, scale),
      },
    ],
  };
}

/** A matrix that mixes channels, as a 1×1 kernel, and its inverse. */
function mixing(c: number, draw: () => number): [PlainKernel, PlainKernel] {
  const mix = plainKernel(1, c, c);
  const unmix = plainKernel(1, c, c);
  if (c === 1) {
    const factor = 1 + Math.abs(draw());
    mix.values[0] = factor;
    unmix.values[0] = 1 / factor;
    return [mix, unmix];
  }
  const [a, b, d, e] = [2 + Math.abs(draw()), draw(), draw() / 4, 2 + Math.abs(draw())];
  const determinant = a * e - b * d;
  mix.values.set([a, b, d, e]);
  unmix.values.set([e, -b, -d, a].map((value) => value / determinant));
  return [mix, unmix];
}
