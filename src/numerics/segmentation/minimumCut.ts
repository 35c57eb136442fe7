/** A graph to cut: nodes 0 to n − 1, and two terminals outside of them. */
export interface CutGraph {
  /** Capacity from the source to each node, not negative. */
  fromSource: Float64Array;
  /** Capacity from each node to the sink, not negative. */
  toSink: Float64Array;
  /** Edges, each with its capacity in either direction. */
  edges: readonly { a: number; b: number; capacity: number }[];
}

/** Which nodes stay with the source (1) and which with the sink (0), and what the cut costs. */
export interface Cut {
  withSource: Uint8Array;
  value: number;
}

/**
 * The cheapest set of edges that separates source from sink: by Ford and Fulkerson's theorem, what a
 * maximal flow fills. Flow is found by Dinitz's algorithm: breadth-first levels, then augmenting
 * paths that go up one level at a time, until the sink is out of reach. Nodes that the source still
 * reaches are on its side, so that of several minimum cuts this is the one nearest to the source.
 */
export function minimumCut({ fromSource, toSink, edges }: CutGraph): Cut {
  const n = fromSource.length;
  const [source, sink] = [n, n + 1];
  const arcs = new Arcs(n + 2, 2 * n + edges.length);
  for (let i = 0; i < n; i++) {
    arcs.join(source, i, fromSource[i] ?? 0, 0);
    arcs.join(i, sink, toSink[i] ?? 0, 0);
  }
  for (const { a, b, capacity } of edges) arcs.join(a, b, capacity, capacity);

  let value = 0;
  for (;;) {
    const level = arcs.levelsFrom(source);
    if (level[sink] === -1) {
      const withSource = Uint8Array.from({ length: n }, (_, i) => (level[i] === -1 ? 0 : 1));
      return { withSource, value };
    }
    value += arcs.fillLevels(level, source, sink);
  }
}

/** Capacities below this are rounding: a full edge. */
const FULL = 1e-12;

/** Arcs in pairs, 2k and 2k + 1 being each other's way back, as linked lists by node. */
class Arcs {
  private readonly first: Int32Array;
  private readonly next: Int32Array;
  private readonly head: Int32Array;
  private readonly left: Float64Array;
  private count = 0;

  constructor(nodes: number, pairs: number) {
    this.first = new Int32Array(nodes).fill(-1);
    this.next = new Int32Array(2 * pairs);
    this.head = new Int32Array(2 * pairs);
    this.left = new Float64Array(2 * pairs);
  }

  join(a: number, b: number, there: number, back: number): void {
    this.add(a, b, there);
    this.add(b, a, back);
  }

  private add(from: number, to: number, capacity: number): void {
    const arc = this.count++;
    this.head[arc] = to;
    this.left[arc] = capacity;
    this.next[arc] = this.first[from] ?? -1;
    this.first[from] = arc;
  }

  /** How many unfilled arcs lead from the start to each node; −1 where none do. */
  levelsFrom(start: number): Int32Array {
    const level = new Int32Array(this.first.length).fill(-1);
    level[start] = 0;
    const queue = [start];
    for (const node of queue) {
      for (let arc = this.first[node] ?? -1; arc !== -1; arc = this.next[arc] ?? -1) {
        const to = this.head[arc] ?? 0;
        if (level[to] !== -1 || (this.left[arc] ?? 0) <= FULL) continue;
        level[to] = (level[node] ?? 0) + 1;
        queue.push(to);
      }
    }
    return level;
  }

  /** Sends flow along paths that rise one level an arc until none is left; how much in all. */
  fillLevels(level: Int32Array, source: number, sink: number): number {
    const turn = Int32Array.from(this.first);
    const path: number[] = [];
    let total = 0;
    let node = source;
    for (;;) {
      if (node === sink) {
        const flow = Math.min(...path.map((arc) => this.left[arc] ?? 0));
        for (const arc of path) {
          this.left[arc] = (this.left[arc] ?? 0) - flow;
          this.left[arc ^ 1] = (this.left[arc ^ 1] ?? 0) + flow;
        }
        total += flow;
        path.length = 0;
        node = source;
        continue;
      }
      const arc = turn[node] ?? -1;
      if (arc === -1) {
        const last = path.pop();
        if (last === undefined) return total;
        node = this.head[last ^ 1] ?? source;
        turn[node] = this.next[turn[node] ?? 0] ?? -1;
        continue;
      }
      const to = this.head[arc] ?? 0;
      if ((this.left[arc] ?? 0) > FULL && level[to] === (level[node] ?? 0) + 1) {
        path.push(arc);
        node = to;
      } else {
        turn[node] = this.next[arc] ?? -1;
      }
    }
  }
}
