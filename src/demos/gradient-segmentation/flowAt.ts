import type { SmallCutOutput } from '#numerics/tasks/gradient-segmentation-cut.ts';

/** What is left of a small graph after some of its paths. */
export interface FlowView {
  /** Room left from the source to each pixel, and from each pixel to the sink. */
  fromSource: number[];
  toSink: number[];
  /** Pairs of neighbours: room in the direction of the flow, and whether there is none. */
  links: { a: number; b: number; capacity: number; left: number; full: boolean }[];
  /** The path sent last; null before the first and when all are sent. */
  path: number[] | null;
  amount: number;
  /** All that was sent so far. */
  sent: number;
  /** The labels, once no path is left. */
  labels: number[] | null;
}

/** Steps there are: the graph as it is, one a path, and the cut. */
export function stepsOf({ paths }: Pick<SmallCutOutput, 'paths'>): number {
  return paths.length + 2;
}

/** The graph after its first `step` paths; one step more shows the cut. */
export function flowAt(cut: SmallCutOutput, step: number): FlowView {
  const sent = cut.paths.slice(0, step);
  const [fromSource, toSink] = [[...cut.fromSource], [...cut.toSink]];
  const flow = new Map<string, number>();
  for (const { nodes, amount } of sent) {
    const [first = 0, last = 0] = [nodes[0], nodes.at(-1)];
    fromSource[first] = (fromSource[first] ?? 0) - amount;
    toSink[last] = (toSink[last] ?? 0) - amount;
    nodes.slice(1).forEach((to, k) => {
      const from = nodes[k] ?? 0;
      const key = [Math.min(from, to), Math.max(from, to)].join();
      flow.set(key, (flow.get(key) ?? 0) + (from < to ? amount : -amount));
    });
  }
  const current = step <= cut.paths.length ? sent.at(-1) : undefined;
  return {
    fromSource,
    toSink,
    links: cut.edges.map(({ a, b, capacity }) => {
      const left = capacity - Math.abs(flow.get([a, b].join()) ?? 0);
      return { a, b, capacity, left, full: left < 1e-9 };
    }),
    path: current?.nodes ?? null,
    amount: current?.amount ?? 0,
    sent: sent.reduce((sum, { amount }) => sum + amount, 0),
    labels: step > cut.paths.length ? cut.labels : null,
  };
}
