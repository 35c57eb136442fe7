/** How many answers to cue conflicts named the class of the shape, that of the texture, or neither. */
export interface Decisions {
  shape: number;
  texture: number;
  other: number;
}

/** A conflict: the class of its shape and that of its texture. */
export interface Conflict {
  shape: number;
  texture: number;
}

/** Counts the answers to conflicts. Throws where shape and texture are of one class. */
export function decisionsOf(conflicts: readonly Conflict[], answers: ArrayLike<number>): Decisions {
  const decisions: Decisions = { shape: 0, texture: 0, other: 0 };
  conflicts.forEach(({ shape, texture }, i) => {
    if (shape === texture) throw new Error(`Expected a conflict, found class ${shape} twice.`);
    const answer = answers[i];
    decisions[answer === shape ? 'shape' : answer === texture ? 'texture' : 'other']++;
  });
  return decisions;
}

/**
 * p = S/(S+T), the share of shape among the answers that name either cue (Geirhos et al. 2019), and
 * its binomial standard error √(p(1−p)/n), where n = S+T answers count. null when none does.
 */
export function shapeBias({ shape, texture }: Decisions): {
  bias: number;
  error: number;
  counted: number;
} | null {
  const counted = shape + texture;
  if (counted === 0) return null;
  const bias = shape / counted;
  return { bias, error: Math.sqrt((bias * (1 - bias)) / counted), counted };
}
