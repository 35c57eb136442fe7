import { largestDifference } from '../gradientCheck.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import { averageOf, averageStep } from '../semiSupervised/movingAverage.ts';
import type { CheckResult } from './context.ts';

/** The teacher step by step, and by the sum; the weights of the sum add up to 1. */
export default function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const draw = normal(random);
  const [entries, steps] = [5, randomWhole(random, 1, 200)];
  const beta = 0.5 + 0.499 * random();
  const numbers = () => Float64Array.from({ length: entries }, () => draw());
  const start = numbers();
  const students = Array.from({ length: steps }, numbers);
  let teacher: Float64Array = start;
  for (const student of students) teacher = averageStep(teacher, student, beta);
  const ones = new Float64Array(entries).fill(1);
  const same = averageOf(
    ones,
    students.map(() => ones),
    beta,
  );
  return Promise.resolve({
    statement: `${steps} steps with β = ${beta.toFixed(3)}, ${entries} random weights`,
    rows: [
      {
        label: 'step by step, and by the sum',
        value: largestDifference(teacher, averageOf(start, students, beta)),
        tolerance: 1e-12,
      },
      {
        label: 'the weights of start and students add up to 1',
        value: largestDifference(same, ones),
        tolerance: 1e-12,
      },
    ],
  });
}
