import type { Seen } from '#numerics/tasks/semi-supervised-learning-train.ts';
import { FIELD } from '#numerics/semiSupervised/moons.ts';
import { TEST, type Trial } from '#numerics/semiSupervised/trial.ts';
import { percent } from '#ui/formatNumber.ts';
import { imageUri } from '#ui/imageUri.ts';
import { methodNames } from './names.ts';

/** A finished network in the table: right on the test; pool answers above τ, and right ones of these. */
export interface ShownRun {
  trial: Trial;
  right: number;
  confident: number;
  hits: number;
}

/** A network's line of the table. */
export function shownRun(trial: Trial, { history }: Pick<Seen, 'history'>): ShownRun {
  const { right = 0, confident = 0, hits = 0 } = history.at(-1) ?? {};
  return { trial, right, confident, hits };
}

/** "FixMatch, 4 labels, seed 1", and what else is not as usual. */
export function describeTrial({ method, labelled, threshold, polluted, seed }: Trial): string {
  const usesPool = method === 'pseudo' || method === 'fixmatch';
  return [
    `${methodNames[method]}, ${labelled.length} ${labelled.length === 1 ? 'label' : 'labels'}`,
    ...(usesPool ? [`τ ${threshold}`] : []),
    ...(polluted > 0 ? [`${percent(polluted)} polluted`] : []),
    `seed ${seed}`,
  ].join(', ');
}

/** The result of a run in a sentence. */
export function sayRun({ trial, right, confident, hits }: ShownRun): string {
  const precise = confident === 0 ? '' : `, ${percent(hits / confident)} of them right`;
  return `${describeTrial(trial)}: ${percent(right / TEST)} of the test right; ${confident} answers on the pool above τ${precise}.`;
}

/** The probability of the lower moon as a picture: one colour for either moon, none at ½. */
export function fieldUri(field: ArrayLike<number>): string {
  const pixels = Float64Array.from(field, (p) => 2 * p - 1);
  const { columns, rows } = FIELD;
  return imageUri({ width: columns, height: rows, kind: 'signed', pixels, scale: 1.6 });
}
