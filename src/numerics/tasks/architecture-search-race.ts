import {
  racers,
  runRacer,
  summarise,
  type Curve,
  type Racer,
  type Setting,
  type Table,
} from '../architectureSearch/race.ts';
import type { TaskContext } from './context.ts';

/** What is raced on, how, and over which seeds: `first`, `first` + 1, … */
export interface RaceInput {
  table: Table;
  setting: Setting;
  seeds: number;
  first: number;
}

/** A racer over all seeds: the test accuracy of what it hands in, and the score it believes in. */
export type Raced = Record<Racer, { test: Curve; seen: Curve; finals: number[] }>;

/** Lets the three strategies search, each with every seed; null when the reader has cancelled. */
export default async function race(
  { table, setting, seeds, first }: RaceInput,
  context: TaskContext,
): Promise<Raced | null> {
  const found: Partial<Raced> = {};
  for (const [number, racer] of racers.entries()) {
    const courses = [];
    for (let i = 0; i < seeds; i++) {
      courses.push(runRacer(table, racer, setting, first + i));
      if (i % 20 > 0) continue;
      context.progress((number + i / seeds) / racers.length);
      if (await context.stopped()) return null;
    }
    found[racer] = {
      test: summarise(courses.map(({ test }) => test)),
      seen: summarise(courses.map(({ seen }) => seen)),
      finals: courses.map(({ test }) => test.at(-1) ?? 0),
    };
  }
  return found as Raced;
}
