import { mulberry32 } from '#numerics/random.ts';
import { trialMethods, type TrialMethod } from '#numerics/attribution/trialMethods.ts';

/** A side of a pair, as it stands in the answers of a link. */
export type Side = 'l' | 'r';

/** One pair of the study. */
export interface Trial {
  /** The teaching image. */
  image: number;
  method: TrialMethod;
  /** On which side the trained network's map is. */
  trained: Side;
  /** Of the other network's random layers. */
  seed: number;
}

/** Each of the teaching images once. */
export const TRIALS = 24;

/** The pairs of a study: every picture once, every method equally often, sides by the toss of a coin. */
export function trialPlan(seed: number): Trial[] {
  const random = mulberry32(Math.imul(seed, 0x9e3779b1));
  const images = shuffled(
    Array.from({ length: TRIALS }, (_, i) => i),
    random,
  );
  const methods = shuffled(
    images.map((_, i) => trialMethods[i % trialMethods.length] ?? 'gradient'),
    random,
  );
  return images.map((image, i) => ({
    image,
    method: methods[i] ?? 'gradient',
    trained: random() < 0.5 ? 'l' : 'r',
    seed: 1 + (seed - 1) * TRIALS + i,
  }));
}

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  const order = list.map((value) => ({ value, key: random() }));
  return order.sort((a, b) => a.key - b.key).map(({ value }) => value);
}

/** How many of some trials were answered rightly. */
export interface Score {
  right: number;
  of: number;
}

/** The score of the answers so far, for all methods or one. */
export function scoreOf(plan: readonly Trial[], answers: string, method?: TrialMethod): Score {
  const answered = plan
    .slice(0, answers.length)
    .flatMap((trial, i) =>
      method === undefined || trial.method === method ? [trial.trained === answers[i]] : [],
    );
  return { right: answered.filter(Boolean).length, of: answered.length };
}
