import { drawMap, type DrawnMap } from '#demos/attribution/drawMap.ts';
import { SIDE } from '#demos/network/sheet.ts';
import type { DeletionInput, DeletionOutput } from '#numerics/tasks/saliency-maps-deletion.ts';
import type { RandomDeletionOutput } from '#numerics/tasks/saliency-maps-random.ts';
import type { DeletionState } from './state.ts';

/** How many random orders a map's order is compared with. */
export const RANDOM_ORDERS = 5;

/** A map and its deletion curve, ready to be shown. */
export interface DrawnDeletion {
  map: DrawnMap;
  curve: number[];
  area: number;
  /** Of a map whose sum has a meaning: the sum, and S(x) − S(grey). */
  complete: { sum: number; difference: number } | null;
}

/** Curves of random orders: their mean, and the smallest and largest area under one. */
export interface DrawnRandom {
  curve: number[];
  least: number;
  most: number;
}

/** As many digits as a plot shows. */
const round = (value: number) => Number(value.toFixed(4));

export function drawRandom({ curves, areas }: RandomDeletionOutput): DrawnRandom {
  const meanAt = (i: number) =>
    curves.reduce((total, curve) => total + (curve[i] ?? 0), 0) / curves.length;
  return {
    curve: (curves[0] ?? []).map((_, i) => round(meanAt(i))),
    least: Math.min(...areas),
    most: Math.max(...areas),
  };
}

export function drawDeletion(found: DeletionOutput): DrawnDeletion {
  const { map, signed, curve, area, sum, scores } = found;
  return {
    map: drawMap({ values: map, height: SIDE, width: SIDE, signed }),
    curve: curve.map(round),
    area,
    complete: signed ? { sum, difference: scores.picture - scores.grey } : null,
  };
}

/** What the state asks of the task. */
export function requestOf({
  method,
  sigma,
  steps,
  seed,
}: Pick<DeletionState, 'method' | 'sigma' | 'steps' | 'seed'>): DeletionInput['method'] {
  if (method === 'smoothGrad') return { id: method, options: { sigma, seed } };
  if (method === 'integratedGradients') return { id: method, options: { steps } };
  return { id: method };
}
