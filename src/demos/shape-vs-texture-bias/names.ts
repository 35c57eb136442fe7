import type { Lesson, Trial } from '#numerics/conflict/trial.ts';
import { silhouettes } from '#numerics/conflict/silhouette.ts';
import { surfaces } from '#numerics/conflict/surface.ts';

/** What tells the class, in words. */
export const lessonNames: Record<Lesson, string> = {
  both: 'shape and texture tell the class',
  shape: 'only the shape tells the class',
  texture: 'only the texture tells the class',
};

/** "shape and texture, ±40, seed 1". */
export function describeTrial({ lesson, contrast, seed }: Trial): string {
  const what = { both: 'shape and texture', shape: 'shape only', texture: 'texture only' }[lesson];
  return `${what}, ±${contrast}, seed ${seed}`;
}

/** Textures as they are said of a silhouette. */
const adjectives: Record<(typeof surfaces)[number], string> = {
  stripes: 'striped',
  checks: 'chequered',
  dots: 'dotted',
  speckle: 'speckled',
};

/** "striped triangle". */
export function figureName(shape: number, texture: number): string {
  const surface = surfaces[texture];
  return `${surface ? adjectives[surface] : ''} ${silhouettes[shape] ?? ''}`;
}
