import type { ReluRule } from '#numerics/network/layers/relu.ts';
import type { ClassesOutput } from '#numerics/tasks/deconvnet-classes.ts';
import { drawSignal, type DrawnSignal } from './drawSignal.ts';

/** Two classes' maps under one rule, ready to be shown. */
export interface DrawnRule {
  relu: ReluRule;
  signals: DrawnSignal[];
  edges: number;
  cosines: number[];
}

/** The cosines with as many digits as a plot shows. */
export function drawClasses({ rules }: ClassesOutput): DrawnRule[] {
  return rules.map(({ relu, signals, edges, cosines }) => ({
    relu,
    signals: signals.map(drawSignal),
    edges: Number(edges.toFixed(4)),
    cosines: cosines.map((value) => Number(value.toFixed(4))),
  }));
}
