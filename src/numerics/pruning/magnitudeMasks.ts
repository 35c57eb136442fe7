/** Numbers by the name of their layer: kernels, or masks of 1 (kept) and 0 (pruned) shaped alike. */
export type ByLayer = Readonly<Record<string, Float32Array>>;

/**
 * Where the smallest weights are sought: in the whole network, in each layer by itself, or in the
 * whole network with each layer measured in units of its own root mean square.
 */
export const scopes = ['global', 'layer', 'scaled'] as const;
export type Scope = (typeof scopes)[number];

/**
 * Masks that prune a share of the weights, 0 to 1: those of
 * the smallest magnitude (Han et al. 2015). Of equal ones the
 * first go first, so that the number pruned is exact.
 */
export function magnitudeMasks(
  kernels: ByLayer,
  sparsity: number,
  scope: Scope,
): Record<string, Float32Array> {
  const layers = Object.entries(kernels).map(([name, kernel]) => {
    const unit = scope === 'scaled' ? rootMeanSquare(kernel) : 1;
    const sizes = kernel.map((weight) => Math.abs(weight) / unit);
    return { name, sizes };
  });
  const groups = scope === 'layer' ? layers.map((one) => [one]) : [layers];
  return Object.fromEntries(
    groups.flatMap((group) => {
      const { threshold, ties } = smallest(
        group.map(({ sizes }) => sizes),
        sparsity,
      );
      let due = ties;
      return group.map(({ name, sizes }) => {
        const goes = (size: number) => size < threshold || (size === threshold && due-- > 0);
        return [name, sizes.map((size) => (goes(size) ? 0 : 1))] as const;
      });
    }),
  );
}

/** The share of zeros among numbers: the sparsity of a kernel, or of a mask. */
export function zeroShare(values: Float32Array): number {
  return values.reduce((zeros, value) => zeros + (value === 0 ? 1 : 0), 0) / values.length;
}

/** All below the threshold are among the share of smallest ones, and so many of those at it. */
function smallest(groups: readonly Float32Array[], share: number) {
  const sorted = new Float32Array(groups.reduce((total, { length }) => total + length, 0));
  let at = 0;
  for (const sizes of groups) {
    sorted.set(sizes, at);
    at += sizes.length;
  }
  sorted.sort();
  const count = Math.round(share * sorted.length);
  const threshold = sorted[count];
  if (threshold === undefined) return { threshold: Infinity, ties: 0 };
  return { threshold, ties: count - sorted.indexOf(threshold) };
}

function rootMeanSquare(values: Float32Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length) || 1;
}
