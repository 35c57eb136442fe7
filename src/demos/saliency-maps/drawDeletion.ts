import { drawMap, type DrawnMap } from '#demos/attribution/drawMap.ts';
import { SIDE } from '#demos/network/sheet.ts';
import type { DeletionInput, DeletionOutput } from '#numerics/tasks/saliency-maps-deletion.ts';
import type { DeletionState } from './state.ts';

/** How many random orders a map's order is compared with. */
export const RANDOM_ORDERS = 5;

/** A map and its deletion curve, ready to be shown. */
export interface DrawnDeletion {
  map: DrawnMap;
  curve: number[];
  area: number;
  /** The mean of the random curves, and the smallest and largest area under one. */
  random: { curve: number[]; area: number; least: number; most: number };
  /** Of a map whose sum has a meaning: the sum, and S(x) − S(grey). */
  complete: { sum: number; difference: number } | null;
}

/** The curves with as many digits as a plot shows. */
export function drawDeletion(found: DeletionOutput): DrawnDeletion {
  const { map, signed, curve, area, randomCurves, randomAreas, sum, scores } = found;
  const round = (value: number) => Number(value.toFixed(4));
  const mean = (values: readonly number[]) =>
    values.reduce((total, value) => total + value, 0) / values.length;
  return {
    map: drawMap({ values: map, height: SIDE, width: SIDE, signed }),
    curve: curve.map(round),
    area,
    random: {
      curve: curve.map((_, i) => round(mean(randomCurves.map((one) => one[i] ?? 0)))),
      area: mean(randomAreas),
      least: Math.min(...randomAreas),
      most: Math.max(...randomAreas),
    },
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
