import { pick, type Candidate, type Rule } from '#numerics/domains/judge.ts';
import type { Style } from '#numerics/domains/styles.ts';
import type { Method } from '#numerics/domains/study.ts';

/** A recorded training: one domain left out, one method, one seed, and all its stages. */
export interface Training {
  target: Style;
  seed: number;
  method: Method;
  candidates: Candidate[];
}

/** The stage of each training that a rule picks. */
export function picked(trainings: readonly Training[], rule: Rule) {
  return trainings.map((training) => ({ ...training, choice: pick(training.candidates, rule) }));
}

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * Method and stage chosen together, for each target and seed, among all methods' stages: how the one
 * picked by the sources does on the target's test pictures, how the one picked by the target's
 * validation pictures does on those, and on the test pictures, which it was not picked by. Means.
 */
export function trap(trainings: readonly Training[]) {
  const groups = new Map<string, Candidate[]>();
  for (const { target, seed, candidates } of trainings) {
    const key = `${target} ${seed}`;
    groups.set(key, [...(groups.get(key) ?? []), ...candidates]);
  }
  const by = (rule: Rule) => [...groups.values()].map((all) => pick(all, rule));
  const cheated = by('target');
  return {
    honest: mean(by('source').map(({ target }) => target)),
    reported: mean(cheated.map(({ held }) => held)),
    fair: mean(cheated.map(({ target }) => target)),
    /** Candidates in each choice, and choices. */
    candidates: [...groups.values()][0]?.length ?? 0,
    choices: groups.size,
  };
}
