import { racers } from '#numerics/architectureSearch/race.ts';
import race, { type Raced } from '#numerics/tasks/architecture-search-race.ts';
import { recordedTable } from './recorded.ts';
import { raceDefaults, SEEDS, settingOf } from './state.ts';

const unseen = { progress: () => undefined, stopped: () => Promise.resolve(false) };
const rounded = (values: readonly number[]) => values.map((value) => Number(value.toFixed(4)));

/** The table, and the race with which the figure opens. */
export default async function first() {
  const table = recordedTable();
  const setting = settingOf(raceDefaults);
  const raced = await race({ table, setting, seeds: SEEDS, first: raceDefaults.first }, unseen);
  if (!raced) throw new Error('Nobody cancels a first frame.');
  for (const racer of racers) {
    const { test, seen, finals } = raced[racer];
    for (const curve of [test, seen]) {
      Object.assign(curve, {
        mean: rounded(curve.mean),
        low: rounded(curve.low),
        high: rounded(curve.high),
      });
    }
    raced[racer].finals = rounded(finals);
  }
  return { table, raced: raced satisfies Raced };
}
