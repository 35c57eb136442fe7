import { tensor4d } from '@tensorflow/tfjs-core';

import { project, type Ball } from '../adversarial/ball.ts';
import { pgd } from '../adversarial/pgd.ts';
import { mulberry32 } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import type { CheckResult, TaskContext } from './context.ts';

/** Entries of an image, and points of ball and box that are tried. */
const SIZE = 12;
const OTHERS = 2000;
/** A check is short: nobody waits for its progress, and nobody stops it. */
const undisturbed: TaskContext = { progress: () => {}, stopped: () => Promise.resolve(false) };

/**
 * Clipping twice gives the point of cube and box that is nearest: no other is nearer. And the ascent
 * of a straight line ends where each entry has gone its way, to the edge of cube or box at most.
 */
export default async function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const ball: Ball = { norm: 'linf', radius: 0.05 + 0.3 * random() };
  const { radius } = ball;
  const centre = Float32Array.from({ length: SIZE }, random);
  const outside = centre.map((value) => value + 1.5 * (2 * random() - 1));
  const shape = [1, 1, SIZE / 3, 3] as [number, number, number, number];
  const [u, c] = [tensor4d(outside, shape), tensor4d(centre, shape)];
  const projected = project(u, c, ball);
  const nearest = Float32Array.from(await projected.data());
  for (const tensor of [u, c, projected]) tensor.dispose();

  const far = (point: ArrayLike<number>) =>
    Math.sqrt(outside.reduce((sum, value, i) => sum + (value - (point[i] ?? 0)) ** 2, 0));
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < OTHERS; i++) {
    // Of the set itself: between the ends that ball and box leave each entry; every other draw near `nearest`.
    const other = centre.map((value, at) => {
      const [low, high] = [Math.max(0, value - radius), Math.min(1, value + radius)];
      const point = low + (high - low) * random();
      const share = i % 2 ? 1 : 0.01;
      return share * point + (1 - share) * (nearest[at] ?? 0);
    });
    best = Math.min(best, far(other));
  }

  // A line's slope is the same everywhere; some entries have none, and stay.
  const slope = centre.map(() => randomWhole(random, -2, 2) / 4);
  const steps = randomWhole(random, 2, 8);
  const [line, start] = [tensor4d(slope, shape), tensor4d(centre, shape)];
  const climb = { ...ball, steps, step: radius / 4 };
  const climbed = await pgd(() => line.clone(), start, climb, undisturbed);
  const reached = Float32Array.from(climbed ? await climbed.data() : []);
  for (const tensor of [line, start, climbed]) tensor?.dispose();
  const missed = centre.map((value, i) => {
    const way = Math.sign(slope[i] ?? 0) * Math.min(radius, (steps * radius) / 4);
    return Math.abs((reached[i] ?? 0) - Math.min(1, Math.max(0, value + way)));
  });

  const left = nearest.map((value, i) =>
    Math.max(Math.abs(value - (centre[i] ?? 0)) - radius, -value, value - 1),
  );
  return {
    statement: `${SIZE} numbers, ε = ${radius.toFixed(3)}; ${OTHERS} other points of cube and box; ${steps} steps of ε/4`,
    rows: [
      {
        label: 'how far the projected point lies outside of cube or box',
        value: Math.max(0, ...left),
        tolerance: 1e-6,
      },
      {
        label: 'by how much the nearest of the others is nearer',
        value: Math.max(0, far(nearest) - best),
        tolerance: 1e-6,
      },
      {
        label: `${steps} steps of PGD up a straight line, and where each entry should be`,
        value: Math.max(...missed),
        tolerance: 1e-6,
      },
    ],
  };
}
