/** Probabilities of so many places, all positive, some much smaller than others. */
export function randomDistribution(places: number, random: () => number): number[] {
  const raw = Array.from({ length: places }, () => 0.02 + random() ** 3);
  const total = raw.reduce((sum, value) => sum + value, 0);
  return raw.map((value) => value / total);
}
