import type { ReluRule } from '#numerics/network/layers/relu.ts';

/** The three rules, in the order in which they are drawn. */
export const rules = ['gradient', 'deconvnet', 'guided'] as const satisfies readonly ReluRule[];

/** What the three rules are called in figures. */
export const ruleNames: Readonly<Record<ReluRule, string>> = {
  gradient: 'Gradient',
  deconvnet: 'Deconvnet',
  guided: 'Guided',
};
