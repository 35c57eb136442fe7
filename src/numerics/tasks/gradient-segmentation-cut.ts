import { augmentingPaths, type AugmentingPath } from '../segmentation/augmentingPaths.ts';
import type { CutGraph } from '../segmentation/minimumCut.ts';
import {
  cutGraphOf,
  energyOf,
  type Picture,
  type SegmentationCosts,
} from '../segmentation/segment.ts';

/** Grey levels of a few pixels, rows of one length, and what parting neighbours costs. */
export interface SmallCutInput {
  /** 0 to `BRIGHTEST`. */
  levels: readonly (readonly number[])[];
  lambda: number;
  sigma: number;
}

/** In plain arrays, so that it can stand in a page. */
export interface SmallCutOutput {
  /** Capacities: from the source to each pixel, from each pixel to the sink, between neighbours. */
  fromSource: number[];
  toSink: number[];
  edges: CutGraph['edges'];
  paths: AugmentingPath[];
  labels: number[];
  /** Σᵢ min(Uᵢ(0), Uᵢ(1)): what every labelling pays. */
  base: number;
  /** What the cut costs, and with the base the energy of its labelling. */
  value: number;
  energy: number;
  /** The least energy of all labellings, each tried, and how many there are. */
  leastOfAll: number;
  labellings: number;
}

/** The foreground's colour; the background's is 0. */
export const BRIGHTEST = 9;

/** What one label costs a pixel of a grey level: how far it is from bright, and from dark. */
function smallCosts(input: SmallCutInput): SegmentationCosts {
  const levels = Float64Array.from(input.levels.flat());
  return {
    foreground: levels.map((level) => BRIGHTEST - level),
    background: levels.slice(),
    lambda: input.lambda,
    sigma: input.sigma,
  };
}

/** A minimum cut of a few pixels, path by path, and the least energy of all their labellings. */
export default function smallCut(input: SmallCutInput): Promise<SmallCutOutput> {
  const { levels } = input;
  const values = levels.flat();
  const picture: Picture = {
    // One channel: the other two are the same everywhere, and cost nothing.
    pixels: values.flatMap((level) => [level, 0, 0]),
    size: [levels.length, levels[0]?.length ?? 0],
  };
  const costs = smallCosts(input);
  const graph = cutGraphOf(picture, costs);
  const { paths, value, withSource } = augmentingPaths(graph);
  const labellings = 2 ** values.length;
  let leastOfAll = Infinity;
  for (let code = 0; code < labellings; code++) {
    leastOfAll = Math.min(leastOfAll, energyOfCode(code, costs, graph.edges));
  }
  return Promise.resolve({
    fromSource: [...graph.fromSource],
    toSink: [...graph.toSink],
    edges: graph.edges,
    paths,
    labels: [...withSource],
    base: values.reduce((sum, level) => sum + Math.min(level, BRIGHTEST - level), 0),
    value,
    energy: energyOf(withSource, picture, costs),
    leastOfAll,
    labellings,
  });
}

/** E(y) of the labelling whose bits are a number's: as `energyOf`, in a loop over all of them. */
function energyOfCode(
  code: number,
  { foreground, background }: SegmentationCosts,
  edges: CutGraph['edges'],
): number {
  let energy = 0;
  for (let i = 0; i < foreground.length; i++) {
    energy += ((code >> i) & 1 ? foreground[i] : background[i]) ?? 0;
  }
  for (const { a, b, capacity } of edges) {
    if (((code >> a) ^ (code >> b)) & 1) energy += capacity;
  }
  return energy;
}
