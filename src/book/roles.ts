/** The quantities that keep one colour everywhere: in formulas, prose, figures and plots. */
export const roles = ['input', 'kernel', 'output', 'upstream', 'prediction'] as const;
export type Role = (typeof roles)[number];
