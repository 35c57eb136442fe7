/** Vectors of one length, one after the other. */
export interface Vectors {
  readonly values: ArrayLike<number>;
  /** Numbers of each. */
  readonly length: number;
}

/** How many vectors there are. */
export function countOf({ values, length }: Vectors): number {
  return values.length / length;
}

/** Squared distance of vector i of `a` from vector j of `b`, after multiplying each by its factor. */
function squaredDistance(
  a: Vectors,
  i: number,
  b: Vectors,
  j: number,
  [ofA, ofB]: readonly [number, number] = [1, 1],
): number {
  const { length } = a;
  let sum = 0;
  for (let k = 0; k < length; k++) {
    const apart = ofA * (a.values[i * length + k] ?? 0) - ofB * (b.values[j * length + k] ?? 0);
    sum += apart * apart;
  }
  return sum;
}

/** Distance of each feature vector from the nearest of the classes' means. */
export function nearestMeanDistances(features: Vectors, means: Vectors): number[] {
  return Array.from({ length: countOf(features) }, (_, i) => {
    let least = Infinity;
    for (let c = 0; c < countOf(means); c++) {
      least = Math.min(least, squaredDistance(features, i, means, c));
    }
    return Math.sqrt(least);
  });
}

/** 1/‖v‖ of each vector; 0 for one that is zero. */
function inverseNorms({ values, length }: Vectors): number[] {
  return Array.from({ length: values.length / length }, (_, i) => {
    let sum = 0;
    for (let k = 0; k < length; k++) sum += (values[i * length + k] ?? 0) ** 2;
    return sum > 0 ? 1 / Math.sqrt(sum) : 0;
  });
}

/**
 * Distance of each feature vector from its k-th nearest in a bank, all scaled to length 1 (Sun et al.
 * 2022). `leftOut` names for each the entry of the bank that does not count, being the same picture;
 * −1 for none. Throws when the bank has fewer than k others.
 */
export function neighbourDistances(
  features: Vectors,
  bank: Vectors,
  k: number,
  leftOut?: readonly number[],
): number[] {
  const [ofFeatures, ofBank] = [inverseNorms(features), inverseNorms(bank)];
  const entries = countOf(bank);
  return ofFeatures.map((factor, i) => {
    const away: number[] = [];
    for (let j = 0; j < entries; j++) {
      if (j === leftOut?.[i]) continue;
      away.push(squaredDistance(features, i, bank, j, [factor, ofBank[j] ?? 0]));
    }
    const found = away.sort((a, b) => a - b)[k - 1];
    if (found !== undefined) return Math.sqrt(found);
    throw new Error(`Expected a bank of at least ${k} others, found ${away.length}.`);
  });
}
