import { writeFileSync } from 'node:fs';

import sweep, {
  type Spread,
  type Sweep,
} from '#numerics/tasks/model-size-and-estimation-error-sweep.ts';
import { LAMBDAS } from '#numerics/regression/sweep.ts';

import { uninterrupted } from '../tests/numerics/tasks/uninterrupted.ts';
import { timed } from './timed.ts';

/**
 * Records the chapter's random features at every size, by the task that the page runs:
 * `node --experimental-strip-types bench/recordSizes.ts` writes
 * `content/chapters/model-size-and-estimation-error/sizes.json`.
 */
const FILE = 'content/chapters/model-size-and-estimation-error/sizes.json';
const SEEDS = 5;

const made = timed();
const sweeps: string[] = [];
for (const [examples, noise] of [
  [100, 0],
  [100, 0.2],
  [100, 0.4],
  [50, 0.2],
  [70, 0.2],
] as const) {
  const began = performance.now();
  const found = await sweep({ examples, noise, seeds: SEEDS }, uninterrupted);
  if (!found) throw new Error('Nobody cancels a recording.');
  // Scores are shown for the lesson with which the figure opens only.
  const kept = { examples, noise, ...short(found, examples === 100 && noise === 0.2) };
  sweeps.push(JSON.stringify(kept));
  console.log(examples, noise, ((performance.now() - began) / 1000).toFixed(1), 's');
  found.sizes.forEach((size, s) =>
    console.log(
      size,
      found.cells[s]
        ?.map(
          ({ training, fresh, squared }) =>
            `${training.mean.toFixed(2)}/${fresh.mean.toFixed(3)}(${fresh.low.toFixed(2)}-${fresh.high.toFixed(2)})/${squared.mean.toPrecision(3)}`,
        )
        .join(' '),
    ),
  );
}
const command = 'node --experimental-strip-types bench/recordSizes.ts';
writeFileSync(
  FILE,
  `${JSON.stringify({ command, made: made(), lambdas: LAMBDAS }).slice(0, -1)},"sweeps":[\n${sweeps.join(',\n')}\n]}\n`,
);

/** Rounded, and each spread as [mean, least, most]. */
function short({ sizes, seeds, cells }: Sweep, scored: boolean) {
  const digits = (value: number, count: number) => Number(value.toPrecision(count));
  const spread = ({ mean, low, high }: Spread, count: number) =>
    [mean, low, high].map((value) => digits(value, count));
  return {
    sizes,
    seeds,
    cells: cells.map((row) =>
      row.map(({ training, fresh, squared, norm, scores }) => ({
        training: spread(training, 3),
        fresh: spread(fresh, 4),
        squared: spread(squared, 3),
        norm: spread(norm, 3),
        scores: scored ? scores.map((line) => line.map((value) => digits(value, 3))) : [],
      })),
    ),
  };
}
