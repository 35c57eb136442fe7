import * as z from 'zod/mini';
import { styles, type Style } from '#numerics/domains/styles.ts';
import { methods, type DomainTrial } from '#numerics/domains/study.ts';
import { rules } from '#numerics/domains/judge.ts';

/** Strengths λ of the gradient reversal to choose from; the record has the first. */
export const STRENGTHS = [0.1, 0.3, 1] as const;

/** What is trained next: a letter for each style of `styles`, 1 if it is a source. */
export const labSchema = z.object({
  sources: z.string().check(z.regex(/^(?!0+$)[01]{6}$/)),
  method: z.enum(methods),
  reversal: z.literal([...STRENGTHS]),
  seed: z.int().check(z.gte(1), z.lte(99)),
  guess: z.nullable(z.enum(['low', 'middle', 'high'])),
});

export type LabState = z.infer<typeof labSchema>;

export const labDefaults: LabState = {
  sources: '101101',
  method: 'erm',
  reversal: 0.1,
  seed: 1,
  guess: null,
};

/** The sources that the letters stand for, and back. */
export function sourcesOf(letters: string): Style[] {
  return styles.filter((_, s) => letters[s] === '1');
}

export function lettersOf(sources: readonly Style[]): string {
  return styles.map((style) => (sources.includes(style) ? '1' : '0')).join('');
}

/** What would be trained in this state. */
export function trialOf({ sources, method, reversal, seed }: LabState): DomainTrial {
  const trial = { sources: sourcesOf(sources), method, seed };
  return method === 'dann' ? { ...trial, reversal } : trial;
}

/** The record: which network of each training is taken, and what is asked about it. */
export const recordSchema = z.object({
  rule: z.enum(rules),
  measure: z.enum(['target', 'seen', 'worst']),
  guess: z.nullable(z.enum(['none', 'some', 'much'])),
});

export type RecordState = z.infer<typeof recordSchema>;

export const recordDefaults: RecordState = { rule: 'last', measure: 'target', guess: null };
