import { writeFileSync } from 'node:fs';

import { learn } from '#numerics/semiSupervised/learn.ts';
import { contrastOf, drawSwatches } from '#numerics/semiSupervised/swatches.ts';
import {
  CANDIDATES,
  CLASSES,
  drawLabelled,
  methods,
  study,
  type Method,
  type Problem,
  type Trial,
} from '#numerics/semiSupervised/trial.ts';

import { uninterrupted } from '../tests/numerics/tasks/uninterrupted.ts';
import { startWasm } from '../tests/numerics/wasm/wasmBackend.ts';
import { timed } from './timed.ts';

/**
 * Records the trainings of the chapter on semi-supervised learning, each by the function that the page
 * runs: `node --experimental-strip-types bench/recordSemiSupervised.ts` writes
 * `content/chapters/semi-supervised-learning/trials.json`. The seed of a run draws both which
 * candidates are labelled and the network.
 */
const FILE = 'content/chapters/semi-supervised-learning/trials.json';
const SEEDS = [1, 2, 3, 4, 5, 6];

interface Run {
  set: string;
  problem: Problem;
  perClass: number;
  method: Method;
  threshold: number;
  polluted: number;
  seed: number;
  labelled?: number[];
  sorted?: boolean;
}

const base = { problem: 'cloth', threshold: 0.95, polluted: 0 } as const;
const runs: Run[] = [
  ...cross([1, 2, 4, 8], methods).map(([perClass, method, seed]) => ({
    ...{ set: 'labels', ...base },
    ...{ perClass, method, seed },
  })),
  ...cross([0.25, 0.5, 0.75], ['labels', 'altered', 'pseudo', 'fixmatch'] as const).map(
    ([polluted, method, seed]) => ({
      ...{ set: 'pollution', ...base, perClass: 4 },
      ...{ polluted, method, seed },
    }),
  ),
  ...cross([0.25, 0.5, 0.75], ['fixmatch'] as const).map(([polluted, method, seed]) => ({
    ...{ set: 'sorted', ...base, perClass: 4, sorted: true },
    ...{ polluted, method, seed },
  })),
  ...cross([0, 0.7, 0.99], ['fixmatch'] as const).map(([threshold, method, seed]) => ({
    ...{ set: 'threshold', ...base, perClass: 4 },
    ...{ threshold, method, seed },
  })),
  ...(['bold', 'faint'] as const).flatMap((set) =>
    cross([1], ['labels', 'fixmatch'] as const).map(([perClass, method, seed]) => ({
      ...{ set, ...base, labelled: extreme(set) },
      ...{ perClass, method, seed },
    })),
  ),
  ...cross([1, 2, 5], ['labels', 'pseudo', 'fixmatch'] as const).map(
    ([perClass, method, seed]) => ({
      ...{ set: 'labels', ...base, problem: 'moons' as const },
      ...{ perClass, method, seed },
    }),
  ),
  ...cross([0.25, 0.5], ['pseudo', 'fixmatch'] as const).map(([polluted, method, seed]) => ({
    ...{ set: 'pollution', ...base, problem: 'moons' as const, perClass: 2 },
    ...{ polluted, method, seed },
  })),
];

/** Every value with every method and every seed. */
function cross<V, M>(values: readonly V[], those: readonly M[]): [V, M, number][] {
  return values.flatMap((value) =>
    those.flatMap((method) => SEEDS.map((seed): [V, M, number] => [value, method, seed])),
  );
}

/** The candidate of each class whose pattern stands out most, or least. */
function extreme(which: 'bold' | 'faint'): number[] {
  const { swatches, labels } = drawSwatches(CANDIDATES, { share: 0, seed: 1 });
  return Array.from({ length: CLASSES.cloth }, (_, label) => {
    const own = swatches.flatMap((_, i) => (labels[i] === label ? [i] : []));
    own.sort((a, b) => contrastOf(swatches[b]?.seed ?? 0) - contrastOf(swatches[a]?.seed ?? 0));
    return (which === 'bold' ? own[0] : own.at(-1)) ?? 0;
  });
}

await startWasm();
const made = timed();
// Runs of one pool together: describing its pictures takes longest.
const ordered = [...runs].sort(
  (a, b) => a.problem.localeCompare(b.problem) || a.polluted - b.polluted,
);
const lines: string[] = [];
for (const { set, ...run } of ordered) {
  const { problem, perClass, method, threshold, polluted, sorted, seed } = run;
  const labelled = run.labelled ?? drawLabelled(problem, perClass, seed);
  const trial: Trial = { problem, method, labelled, threshold, polluted, sorted, seed };
  const reached = await learn(trial, undefined, uninterrupted);
  if (!reached) throw new Error('Nobody cancels a recording.');
  const { right, confident, hits } = reached.history.at(-1) ?? {};
  const end = [right, confident, hits];
  lines.push(JSON.stringify({ set, problem, method, perClass, threshold, polluted, seed, end }));
  console.log(lines.at(-1));
}
const command = 'node --experimental-strip-types bench/recordSemiSupervised.ts';
writeFileSync(
  FILE,
  `${JSON.stringify({ command, made: made(), study }).slice(0, -1)},"runs":[\n${lines.join(',\n')}\n]}\n`,
);
