/**
 * Moves labels apart so that no two are closer than `gap`, keeping their order and staying within
 * 0 … 1 where there is room. Positions are shares of the height.
 */
export function spreadLabels(positions: readonly number[], gap: number): number[] {
  const order = positions.map((position, index) => ({ position, index }));
  order.sort((a, b) => a.position - b.position);
  let floor = -Infinity;
  for (const label of order) {
    label.position = Math.max(label.position, floor);
    floor = label.position + gap;
  }
  let ceiling = 1;
  for (const label of order.toReversed()) {
    label.position = Math.min(label.position, ceiling);
    ceiling = label.position - gap;
  }
  const spread = positions.slice();
  for (const { position, index } of order) spread[index] = position;
  return spread;
}
