import { SIDE, sides, tried, type Change } from '#numerics/tolerance/change.ts';
import { toleratedBand } from '#numerics/tolerance/toleratedBand.ts';

/** Where a change stands on the plot: octaves for a side in pixels, degrees for a turn. */
export function positionOf(change: Change, amount: number): number {
  return change === 'scale' ? Math.log2(amount / SIDE) : amount;
}

/** A curve as points of the plot. */
export function pointsOf(change: Change, values: readonly number[]): [number, number][] {
  return tried[change].amounts.map((amount, i) => [
    positionOf(change, amount),
    values[i] ?? Number.NaN,
  ]);
}

/** The level of the tolerated band. */
export const LEVEL = 0.5;

/** How wide the band is where a curve of probabilities is at least one half, in words. */
export function bandText(change: Change, points: readonly (readonly [number, number])[]): string {
  const band = toleratedBand(points, 0, LEVEL);
  if (!band) return 'none: below ½ even unchanged';
  const { low, high, openLow, openHigh } = band;
  const open = openLow || openHigh;
  const width = `${open ? 'at least ' : ''}${change === 'scale' ? `${(high - low).toFixed(1)} octaves` : `${Math.round(high - low)}°`}`;
  const end = (at: number, isOpen: boolean) =>
    `${placeText(change, at)}${isOpen ? ' (or beyond)' : ''}`;
  return `${width}, from ${end(low, openLow)} to ${end(high, openHigh)}`;
}

function placeText(change: Change, at: number): string {
  return change === 'scale'
    ? `${(2 ** at).toFixed(2)}×`
    : `${at < 0 ? '−' : ''}${Math.abs(Math.round(at))}°`;
}

/** A place in the picture: pixels from its middle, y up. */
export interface Grip {
  x: number;
  y: number;
}

/**
 * The amount after a drag from one place to another: the side follows the edge that is dragged, the
 * angle the hand. It starts from the amount at the grip, so that a press alone changes nothing.
 */
export function draggedAmount(change: Change, amount: number, from: Grip, to: Grip): number {
  if (change === 'scale') {
    const reach = ({ x, y }: Grip) => Math.max(Math.abs(x), Math.abs(y));
    const moved = 4 * Math.round((reach(to) - reach(from)) / 2);
    return Math.max(Math.min(...sides), Math.min(Math.max(...sides), amount + moved));
  }
  const direction = ({ x, y }: Grip) => (Math.atan2(-x, y) * 180) / Math.PI;
  const angle = amount + 15 * Math.round((direction(to) - direction(from)) / 15);
  return angle - 360 * Math.round(angle / 360);
}

/** An amount as it is read: "1.5×", "45°". */
export function amountText(change: Change, amount: number): string {
  return change === 'scale' ? `${amount / SIDE}×` : placeText(change, amount);
}
