import { drawMap, type DrawnMap } from '#demos/attribution/drawMap.ts';
import type { ShuffleOutput } from '#numerics/tasks/gram-matrix-shuffle.ts';

/** What the figure shows of a shuffle. */
export interface DrawnShuffle {
  n: number;
  /** G/M, row by row, four digits each. */
  gram: number[];
  drawn: DrawnMap;
  difference: number;
  before: DrawnMap;
  after: DrawnMap;
}

/** The Gram matrix around zero, and the map of one channel before and after on one scale. */
export function drawShuffle({ n, gram, difference, maps }: ShuffleOutput): DrawnShuffle {
  const { before, after, height, width } = maps;
  const scale = [...before, ...after].reduce(
    (most, value) => Math.max(most, Math.abs(value)),
    1e-9,
  );
  const signed = [...before, ...after].some((value) => value < 0);
  return {
    n,
    gram: Array.from(gram, (value) => Number(value.toPrecision(4))),
    drawn: drawMap({ values: gram, height: n, width: n, signed: true }, pairScale(gram, n)),
    difference,
    before: drawMap({ values: before, height, width, signed }, scale),
    after: drawMap({ values: after, height, width, signed }, scale),
  };
}

/** The largest magnitude off the diagonal: a channel with itself would outshine all pairs. */
function pairScale(gram: Float32Array, n: number): number {
  return gram.reduce(
    (most, value, i) => (i % (n + 1) === 0 ? most : Math.max(most, Math.abs(value))),
    1e-9,
  );
}
