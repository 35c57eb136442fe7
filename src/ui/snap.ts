/** The step of a scale (counted from `min`) nearest to a value, inside the limits, without float dust. */
export function snap(value: number, min: number, max: number, step: number): number {
  const inside = Math.min(max, Math.max(min, value));
  const steps = Math.round((inside - min) / step);
  const snapped = Number((min + steps * step).toPrecision(12));
  return snapped > max ? Number((snapped - step).toPrecision(12)) : snapped;
}
