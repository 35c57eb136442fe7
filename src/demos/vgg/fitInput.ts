import type { FitInput } from '#numerics/tasks/vgg-fit.ts';
import type { KernelsState } from './state.ts';

/** What the numerics shall fit in this state. */
export function fitInput({ target, cells, between, seed, starts }: KernelsState): FitInput {
  return { target: target === 'own' ? cells : target, between, seed, starts };
}
