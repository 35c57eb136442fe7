import { mulberry32 } from '../random.ts';
import { randomSearch } from './randomSearch.ts';
import { regularisedEvolution } from './regularisedEvolution.ts';
import { reinforce } from './reinforce.ts';
import type { Evaluate, Search } from './strategy.ts';

/** What was recorded of every network of the space, by its number. */
export interface Table {
  counts: readonly number[];
  /** Images that each was validated on and tested on. */
  images: { validation: number; test: number };
  /** Right answers after a quarter of the training and at its end. */
  early: readonly number[];
  validation: readonly number[];
  test: readonly number[];
}

export const racers = ['random', 'evolution', 'reinforce'] as const;
export type Racer = (typeof racers)[number];

/** How the searches are set, and what they get to see. */
export interface Setting {
  /** Trainings that each may pay for. */
  budget: number;
  population: number;
  tournament: number;
  /** Step size of REINFORCE. */
  rate: number;
  /** Validation images that a network is judged on. */
  judgedOn: number;
  /** Whether a network is judged after a quarter of the training, for a quarter of the price. */
  early: boolean;
}

/** The test accuracy, 0 to 1, of the network that a search would have handed in, and its score. */
export interface Course {
  test: number[];
  seen: number[];
}

/** One search of one racer: what it would have handed in after each whole training paid for. */
export function runRacer(table: Table, racer: Racer, setting: Setting, seed: number): Course {
  const { budget, early, population, tournament, rate } = setting;
  const evaluate = judge(table, setting, seed);
  const perTraining = early ? 4 : 1;
  const search: Search = { counts: table.counts, budget: budget * perTraining, seed };
  const trained =
    racer === 'random'
      ? randomSearch(search)
      : racer === 'evolution'
        ? regularisedEvolution(evaluate, search, { population, tournament })
        : reinforce(evaluate, search, { rate });
  const course: Course = { test: [], seen: [] };
  let best = { network: -1, score: -1 };
  for (let i = 0; i < budget * perTraining; i++) {
    // A search that has converged keeps what it has.
    const network = trained[i];
    if (network !== undefined) {
      const score = evaluate(network);
      if (score > best.score) best = { network, score };
    }
    if ((i + 1) % perTraining > 0) continue;
    course.test.push((table.test[best.network] ?? 0) / table.images.test);
    course.seen.push(best.score);
  }
  return course;
}

/**
 * The score that a search sees. On fewer validation images it is as if each network had been judged
 * on so many of them, drawn by lot for it: right answers drawn without putting back.
 */
function judge(table: Table, { judgedOn, early }: Setting, seed: number): Evaluate {
  const counts = early ? table.early : table.validation;
  const all = table.images.validation;
  if (judgedOn >= all) return (network) => (counts[network] ?? 0) / all;
  const known = new Map<number, number>();
  return (network) => {
    const before = known.get(network);
    if (before !== undefined) return before;
    const random = mulberry32(Math.imul(seed, 0x9e3779b1) + network + 1);
    let right = 0;
    for (let drawn = 0; drawn < judgedOn; drawn++) {
      const left = (counts[network] ?? 0) - right;
      if (random() * (all - drawn) < left) right++;
    }
    known.set(network, right / judgedOn);
    return right / judgedOn;
  };
}

/** Mean, and the tenth and ninetieth percentile, over the seeds, after each training. */
export interface Curve {
  mean: number[];
  low: number[];
  high: number[];
}

/** Many courses as one curve. */
export function summarise(courses: readonly (readonly number[])[]): Curve {
  const curve: Curve = { mean: [], low: [], high: [] };
  for (let i = 0; i < (courses[0]?.length ?? 0); i++) {
    const values = courses.map((course) => course[i] ?? 0).sort((a, b) => a - b);
    const at = (share: number) => values[Math.round(share * (values.length - 1))] ?? 0;
    curve.mean.push(values.reduce((sum, value) => sum + value, 0) / values.length);
    curve.low.push(at(0.1));
    curve.high.push(at(0.9));
  }
  return curve;
}
