/** Where a unit answers most within one picture. */
export interface Peak {
  picture: number;
  value: number;
  row: number;
  column: number;
}

/** The strongest answers of each unit of some maps so far, strongest first, one of each picture. */
export class StrongestPictures {
  readonly peaks: Peak[][];
  private readonly count: number;

  constructor(units: number, count: number) {
    this.count = count;
    this.peaks = Array.from({ length: units }, () => []);
  }

  /** Takes the maps [N,H,W,units] of pictures whose first has the number `first`. */
  add(maps: ArrayLike<number>, [n, h, w, units]: readonly number[], first: number): void {
    const [height = 1, width = 1, count = 1] = [h, w, units];
    const [values, places] = [new Float32Array(count), new Int32Array(count)];
    for (let picture = 0; picture < (n ?? 0); picture++) {
      values.fill(-Infinity);
      for (let place = 0; place < height * width; place++) {
        const at = (picture * height * width + place) * count;
        for (let unit = 0; unit < count; unit++) {
          const value = maps[at + unit] ?? 0;
          if (value <= (values[unit] ?? 0)) continue;
          values[unit] = value;
          places[unit] = place;
        }
      }
      for (let unit = 0; unit < count; unit++) {
        const [value = 0, place = 0] = [values[unit], places[unit]];
        const [row, column] = [Math.floor(place / width), place % width];
        this.insert(unit, { picture: first + picture, value, row, column });
      }
    }
  }

  private insert(unit: number, peak: Peak): void {
    const own = this.peaks[unit];
    if (!own) return;
    const last = own[this.count - 1];
    if (last && last.value >= peak.value) return;
    const at = own.findIndex(({ value }) => value < peak.value);
    own.splice(at < 0 ? own.length : at, 0, peak);
    own.length = Math.min(own.length, this.count);
  }
}

/**
 * How much a unit's strongest pictures have in common: the share of them that are of the class that
 * most of them are of, from 1/n to 1. null for a unit that is off (0) in one of them.
 */
export function purity(peaks: readonly Peak[], labels: readonly number[]): number | null {
  if (peaks.length === 0 || peaks.some(({ value }) => value === 0)) return null;
  const counts = new Map<number, number>();
  for (const { picture } of peaks) {
    const label = labels[picture] ?? -1;
    counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return Math.max(...counts.values()) / peaks.length;
}
