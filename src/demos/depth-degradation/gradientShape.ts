/** First kernel's gradient over the last's. */
export function firstOverLast(norms: readonly number[]): number {
  return (norms[0] ?? Number.NaN) / (norms.at(-1) ?? Number.NaN);
}

/** By what the norm grows from layer to layer on the way back through the first stage of 2n layers. */
export function growthInFirstStage(norms: readonly number[]): number {
  const layers = (norms.length - 1) / 3;
  return ((norms[1] ?? Number.NaN) / (norms[layers] ?? Number.NaN)) ** (1 / (layers - 1));
}
