import type { Method, Problem } from '#numerics/semiSupervised/trial.ts';

/** Methods, as buttons and tables name them. */
export const methodNames: Readonly<Record<Method, string>> = {
  labels: 'labels only',
  altered: 'labels, strong views too',
  pseudo: 'pseudo-labels',
  fixmatch: 'FixMatch',
};

/** Classes in full, and a letter for each. */
export const classNames: Readonly<Record<Problem, readonly string[]>> = {
  moons: ['upper moon', 'lower moon'],
  cloth: ['stripes', 'checks', 'dots', 'blots'],
};
export const classLetters: Readonly<Record<Problem, readonly string[]>> = {
  moons: ['U', 'L'],
  cloth: ['S', 'C', 'D', 'B'],
};
