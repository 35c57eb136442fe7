import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import { growthOfVariance, momentsOf } from '#numerics/search/spread.ts';
import type { CheckResult } from './context.ts';

/** Mean and variance of all children x_r1 + F (x_r2 − x_r3) that a population could have. */
export default function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const draw = normal(random);
  const members = randomWhole(random, 4, 24);
  const scale = 0.2 + random();
  const x = Float64Array.from({ length: members }, () => 3 + 2 * draw());
  const children: number[] = [];
  x.forEach((first, r1) =>
    x.forEach((second, r2) =>
      x.forEach((third, r3) => {
        if (r1 === r2 || r2 === r3 || r1 === r3) return;
        children.push(first + scale * (second - third));
      }),
    ),
  );
  const [parents, offspring] = [momentsOf(x), momentsOf(children)];
  const growth = growthOfVariance(members, scale);
  return Promise.resolve({
    statement: `${members} members, F = ${scale.toFixed(2)}: all ${children.length} children they could have; the variance grows ${growth.toFixed(3)}-fold.`,
    rows: [
      {
        label: 'variance of the children, and the formula times that of the members',
        value: Math.abs(offspring.variance - growth * parents.variance),
        tolerance: 1e-9,
      },
      {
        label: 'mean of the children, and of the members',
        value: Math.abs(offspring.mean - parents.mean),
        tolerance: 1e-10,
      },
    ],
  });
}
