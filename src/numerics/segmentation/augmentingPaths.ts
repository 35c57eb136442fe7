import type { Cut, CutGraph } from './minimumCut.ts';

/** One path from source to sink along which flow was sent. */
export interface AugmentingPath {
  /** Its nodes, without the terminals. */
  nodes: number[];
  /** What its narrowest edge still let through. */
  amount: number;
}

/** A minimum cut and how it was found. */
export interface TracedCut extends Cut {
  paths: AugmentingPath[];
}

/** Capacities below this are rounding: a full edge. */
const FULL = 1e-9;

/**
 * The same as `minimumCut`, for few nodes, a path at a time: always a shortest path that has room
 * (Edmonds and Karp), by a table of what each pair of nodes still lets through. What was sent may be
 * sent back. When no path is left, what the source still reaches is its side.
 */
export function augmentingPaths(graph: CutGraph): TracedCut {
  const n = graph.fromSource.length;
  const [source, sink] = [n, n + 1];
  const room = roomOf(graph);
  const paths: AugmentingPath[] = [];
  let value = 0;
  for (;;) {
    const before = search(room, source);
    if (before[sink] === undefined) {
      const withSource = Uint8Array.from({ length: n }, (_, i) =>
        before[i] === undefined ? 0 : 1,
      );
      return { withSource, value, paths };
    }
    const nodes = [sink];
    for (let at = sink; at !== source;) {
      at = before[at] ?? source;
      nodes.unshift(at);
    }
    const steps = nodes.slice(1).map((to, k) => [nodes[k] ?? source, to] as const);
    const amount = Math.min(...steps.map(([from, to]) => room[from]?.[to] ?? 0));
    for (const [from, to] of steps) {
      widen(room, from, to, -amount);
      widen(room, to, from, amount);
    }
    value += amount;
    paths.push({ nodes: nodes.slice(1, -1), amount });
  }
}

/** What each node still lets through to each other: rows from, columns to; source and sink last. */
function roomOf({ fromSource, toSink, edges }: CutGraph): number[][] {
  const n = fromSource.length;
  const room = Array.from({ length: n + 2 }, () => new Array<number>(n + 2).fill(0));
  fromSource.forEach((capacity, i) => widen(room, n, i, capacity));
  toSink.forEach((capacity, i) => widen(room, i, n + 1, capacity));
  for (const { a, b, capacity } of edges) {
    widen(room, a, b, capacity);
    widen(room, b, a, capacity);
  }
  return room;
}

function widen(room: number[][], from: number, to: number, amount: number): void {
  const row = room[from];
  if (row) row[to] = (row[to] ?? 0) + amount;
}

/** From where each node is first reached, breadth first; undefined where it is not. */
function search(room: readonly number[][], source: number): (number | undefined)[] {
  const before: (number | undefined)[] = [];
  before[source] = source;
  const queue = [source];
  for (const from of queue) {
    room[from]?.forEach((left, to) => {
      if (left <= FULL || before[to] !== undefined) return;
      before[to] = from;
      queue.push(to);
    });
  }
  return before;
}
