import { minimumCut, type CutGraph } from './minimumCut.ts';

/** An image to be parted in two. */
export interface Picture {
  /** Colours of H×W pixels, three numbers each, row by row. */
  pixels: ArrayLike<number>;
  size: readonly [number, number];
}

/** What a labelling is charged for. */
export interface SegmentationCosts {
  /** Uᵢ(1): what it costs to call pixel i foreground. */
  foreground: Float64Array;
  /** Uᵢ(0): what it costs to call it background. */
  background: Float64Array;
  /** λ: what it costs to part two neighbours of the same colour. */
  lambda: number;
  /** σ: the colour difference at which parting neighbours gets cheap. */
  sigma: number;
}

/**
 * The labelling y ∈ {0, 1} of the pixels with the least energy
 * E(y) = Σᵢ Uᵢ(yᵢ) + λ Σᵢⱼ 1[yᵢ ≠ yⱼ] exp(−‖xᵢ − xⱼ‖²/2σ²), the second sum over neighbours that
 * share a side: exact, as a minimum cut (Boykov and Jolly 2001). Costs may be negative, or infinite
 * on one side, for pixels whose label is given. Throws when both costs of a pixel are infinite.
 */
export function segment(
  picture: Picture,
  costs: SegmentationCosts,
): { labels: Uint8Array; energy: number } {
  const { withSource } = minimumCut(cutGraphOf(picture, costs));
  return { labels: withSource, energy: energyOf(withSource, picture, costs) };
}

/**
 * The graph whose cuts are the labellings: a node a pixel, the source's side being the foreground.
 * A cut costs E(y) − Σᵢ min(Uᵢ(0), Uᵢ(1)). Throws when both costs of a pixel are infinite.
 */
export function cutGraphOf(picture: Picture, costs: SegmentationCosts): CutGraph {
  const { foreground, background } = costs;
  const n = foreground.length;
  const edges = neighbours(picture.size).map(({ a, b }) => ({
    a,
    b,
    capacity: partingCost(picture, costs, a, b),
  }));
  // More than all neighbours together could ask for: as good as infinite, and no NaN.
  const certain = 1 + edges.reduce((sum, { capacity }) => sum + capacity, 0);
  const fromSource = new Float64Array(n);
  const toSink = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const [fg, bg] = [foreground[i] ?? 0, background[i] ?? 0];
    if (fg === Infinity && bg === Infinity) {
      throw new Error(`Expected a label that pixel ${i} may have, found both forbidden.`);
    }
    // Only the difference decides.
    const difference = Math.max(-certain, Math.min(certain, bg - fg));
    if (difference > 0) fromSource[i] = difference;
    else toSink[i] = -difference;
  }
  return { fromSource, toSink, edges };
}

/** E(y) of a labelling. */
export function energyOf(labels: Uint8Array, picture: Picture, costs: SegmentationCosts): number {
  let energy = 0;
  for (const [i, label] of labels.entries()) {
    energy += (label ? costs.foreground[i] : costs.background[i]) ?? 0;
  }
  for (const { a, b } of neighbours(picture.size)) {
    if (labels[a] !== labels[b]) energy += partingCost(picture, costs, a, b);
  }
  return energy;
}

/** Pairs of pixels that share a side. */
function neighbours([h, w]: readonly [number, number]): { a: number; b: number }[] {
  const pairs: { a: number; b: number }[] = [];
  for (let i = 0; i < h * w; i++) {
    if ((i + 1) % w !== 0) pairs.push({ a: i, b: i + 1 });
    if (i + w < h * w) pairs.push({ a: i, b: i + w });
  }
  return pairs;
}

function partingCost(
  { pixels }: Picture,
  { lambda, sigma }: SegmentationCosts,
  a: number,
  b: number,
): number {
  let squared = 0;
  for (let c = 0; c < 3; c++) {
    squared += ((pixels[3 * a + c] ?? 0) - (pixels[3 * b + c] ?? 0)) ** 2;
  }
  return lambda * Math.exp(-squared / (2 * sigma * sigma));
}
