/** Points of d numbers each, one after the other. */
export interface Points {
  readonly values: Float64Array;
  /** Numbers of each point, d. */
  readonly dimensions: number;
}

/** How many points there are. */
export function countOf({ values, dimensions }: Points): number {
  return values.length / dimensions;
}

/** Some of the points, by their numbers. */
export function choosePoints({ values, dimensions }: Points, numbers: readonly number[]): Points {
  const chosen = new Float64Array(numbers.length * dimensions);
  numbers.forEach((n, i) =>
    chosen.set(values.subarray(n * dimensions, (n + 1) * dimensions), i * dimensions),
  );
  return { values: chosen, dimensions };
}

/** Σ (aᵢ − bᵢ)² of point i of one set and point j of another. */
export function squaredDistance(a: Points, i: number, b: Points, j: number): number {
  const d = a.dimensions;
  let sum = 0;
  for (let k = 0; k < d; k++) {
    const apart = (a.values[i * d + k] ?? 0) - (b.values[j * d + k] ?? 0);
    sum += apart * apart;
  }
  return sum;
}
