import type { ReluRule } from '#numerics/network/layers/relu.ts';

/** What the three rules are called in figures. */
export const ruleNames: Readonly<Record<ReluRule, string>> = {
  gradient: 'Gradient',
  deconvnet: 'Deconvnet',
  guided: 'Guided',
};
