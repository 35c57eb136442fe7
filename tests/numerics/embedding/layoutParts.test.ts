import { expect, it } from 'vitest';

import { eachPairOnce } from '#numerics/embedding/eachPairOnce.ts';
import { layOut } from '#numerics/embedding/layOut.ts';
import { takeSteps } from '#numerics/embedding/takeSteps.ts';

it('of a 4×4 matrix the six pairs are kept, row by row below the diagonal', () => {
  const matrix = Float64Array.from([0, 1, 2, 4, 1, 0, 3, 5, 2, 3, 0, 6, 4, 5, 6, 0]);
  expect([...eachPairOnce(matrix, 4)]).toEqual([1, 2, 3, 4, 5, 6]);
  expect(eachPairOnce(Float64Array.from([0]), 1)).toHaveLength(0);
});

const p = Float64Array.from([0, 1, 2, 1, 0, 0, 2, 0, 0], (share) => share / 6);
const start = { seed: 1 };

it('a layout reports before every tenth step, and has then taken all of them', async () => {
  const reports: unknown[] = [];
  const layout = layOut(p, 3, { start });
  const context = {
    progress: (share: number, partial?: unknown) => reports.push([share, partial]),
    stopped: () => Promise.resolve(false),
  };
  const finished = await takeSteps(layout, { steps: 25, every: 10 }, context, (step) => step);
  expect(finished).toBe(true);
  expect(reports).toEqual([
    [0, 0],
    [0.4, 10],
    [0.8, 20],
  ]);
  const byHand = layOut(p, 3, { start });
  for (let step = 0; step < 25; step++) byHand.move();
  expect([...layout.y]).toEqual([...byHand.y]);
});

it('a reader who cancels on the way stops it at the next tenth step', async () => {
  let asked = 0;
  const layout = layOut(p, 3, { start });
  const context = { progress: () => undefined, stopped: () => Promise.resolve(++asked === 3) };
  expect(await takeSteps(layout, { steps: 100, every: 10 }, context)).toBe(false);
  const byHand = layOut(p, 3, { start });
  for (let step = 0; step < 20; step++) byHand.move();
  expect([...layout.y]).toEqual([...byHand.y]);
});
