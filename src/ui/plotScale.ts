import { linearTicks, logTicks } from './ticks.ts';

/** An axis of a plot: its title with its unit, its kind, and its range if that is fixed. */
export interface Axis {
  title: string;
  kind?: 'linear' | 'log' | undefined;
  range?: readonly [low: number, high: number] | undefined;
  /** Whether it counts, so that only whole numbers are marked. */
  whole?: boolean | undefined;
  /** What stands at 1, 2, 3, … instead of the numbers. */
  names?: readonly string[] | undefined;
}

/** Where numbers stand along an axis, as a share of its length, and which are marked. */
export interface PlotScale {
  place(value: number): number;
  ticks: number[];
}

/** The scale of an axis that has to show the given numbers. Numbers a log axis cannot show are left out. */
export function plotScale(axis: Axis, values: readonly number[]): PlotScale {
  const log = axis.kind === 'log';
  const shown = values.filter((value) => Number.isFinite(value) && (!log || value > 0));
  let [low, high] = axis.range ?? [Math.min(...shown), Math.max(...shown)];
  if (!Number.isFinite(low) || !Number.isFinite(high)) [low, high] = log ? [0.1, 1] : [0, 1];
  if (low === high) [low, high] = log ? [low / 10, high * 10] : [low - 0.5, high + 0.5];
  if (log) {
    if (!axis.range) {
      low = 10 ** Math.floor(Math.log10(low) + 1e-9);
      high = 10 ** Math.ceil(Math.log10(high) - 1e-9);
    }
    const span = Math.log10(high / low);
    return { place: (value) => Math.log10(value / low) / span, ticks: logTicks(low, high) };
  }
  const ticks =
    axis.names?.map((_, index) => index + 1) ??
    linearTicks(low, high).filter((tick) => !axis.whole || Number.isInteger(tick));
  return { place: (value) => (value - low) / (high - low), ticks };
}
