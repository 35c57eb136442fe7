import * as z from 'zod/mini';
import {
  CANDIDATES,
  drawLabelled,
  methods,
  type Problem,
  type Trial,
} from '#numerics/semiSupervised/trial.ts';

const whole = (least: number, most: number) => z.int().check(z.gte(least), z.lte(most));

/** Per cent of the pool that are of no class. */
export const POLLUTED = [0, 25, 50, 75] as const;

/** Numbers of candidates, a dash between each two; none twice. */
const labelled = z.string().check(
  z.regex(/^(\d{1,2}(-\d{1,2})*)?$/),
  z.refine((text) => {
    const numbers = numbersOf(text);
    return new Set(numbers).size === numbers.length && numbers.every((n) => n < CANDIDATES);
  }),
);

/** What is labelled and trained next. */
export const labSchema = z.object({
  labelled,
  method: z.enum(methods),
  /** τ in hundredths. */
  threshold: whole(0, 99),
  polluted: z.literal([...POLLUTED]),
  seed: whole(1, 99),
  guess: z.nullable(z.enum(['low', 'middle', 'high'])),
});

export type LabState = z.infer<typeof labSchema>;

/** One labelled example of each class, by the first lot. */
export function defaultsOf(problem: Problem): LabState {
  return {
    labelled: textOf(drawLabelled(problem, 1, 1)),
    method: 'fixmatch',
    threshold: 95,
    polluted: 0,
    seed: 1,
    guess: null,
  };
}

export function numbersOf(text: string): number[] {
  return text === '' ? [] : text.split('-').map(Number);
}

export function textOf(numbers: readonly number[]): string {
  return numbers.join('-');
}

/** What would be trained in this state. */
export function trialOf(problem: Problem, state: LabState): Trial {
  const { method, threshold, polluted, seed } = state;
  return {
    problem,
    method,
    labelled: numbersOf(state.labelled),
    threshold: threshold / 100,
    polluted: polluted / 100,
    seed,
  };
}
