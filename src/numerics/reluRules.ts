import type { ReluRule } from './network/layers/relu.ts';

/** The three rules, in the order in which they are compared. */
export const reluRules = ['gradient', 'deconvnet', 'guided'] as const satisfies ReluRule[];

/**
 * What one ReLU lets through of a signal R that comes back to its unit, whose pre-activation was z:
 * gradient R·1[z > 0], deconvnet R·1[R > 0], guided R·1[z > 0]·1[R > 0] (chapter deconvnet). The same
 * as `rectifyBackward`, one number at a time.
 */
export function throughRelu(rule: ReluRule, z: number, signal: number): number {
  const wasOn = z > 0;
  const isPositive = signal > 0;
  const open = {
    gradient: wasOn,
    deconvnet: isPositive,
    guided: wasOn && isPositive,
  }[rule];
  return open ? signal : 0;
}
