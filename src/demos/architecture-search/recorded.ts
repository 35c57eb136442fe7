import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { scopes } from '#numerics/pruning/magnitudeMasks.ts';
import { sizes, spaceSize } from '#numerics/architectureSearch/space.ts';
import type { Table } from '#numerics/architectureSearch/race.ts';
import pruningFile from '../../../content/chapters/architecture-search/pruning.json';

const FILE = 'training/records/architecture-search.json';
const count = z.int().nonnegative();

/** A network's number, seed, right answers after each quarter and on the test, training accuracy. */
const run = z.tuple([count, count, z.tuple([count, count, count, count]), count, z.number()]);

/**
 * All networks of the space as `training/experiments/architecture_search.py` trained them, of which
 * the page gets the three columns that it uses. Build time only.
 */
export function recordedTable(): Table {
  const { runs } = z.object({ runs: z.array(run) }).parse(JSON.parse(readFileSync(FILE, 'utf8')));
  if (runs.length !== spaceSize(sizes) || runs.some(([network], i) => network !== i)) {
    throw new Error(`${FILE}: expected every network of the space once, in order`);
  }
  return {
    counts: sizes,
    images: { validation: 5000, test: 10000 },
    early: runs.map(([, , validation]) => validation[0]),
    validation: runs.map(([, , validation]) => validation[3]),
    test: runs.map(([, , , test]) => test),
  };
}

const scope = z.enum(scopes);

/** What `bench/recordPruning.ts` measured. Build time only. */
export const pruning = z
  .object({
    command: z.string(),
    seeds: z.array(count),
    sparsities: z.array(z.number()),
    pruned: z.record(scope, z.array(z.array(count))),
    kept: z.record(
      scope,
      z.object({ layers: z.array(z.string()), shares: z.array(z.array(z.number())) }),
    ),
    tuned: z.array(z.object({ scope, sparsity: z.number(), seed: count, right: z.array(count) })),
  })
  .parse(pruningFile);

/** Pictures that a pruned network was tested on. */
export const TESTED = 250;
