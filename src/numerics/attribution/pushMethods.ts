import type { MethodId } from './methods.ts';

/** Methods whose maps have a sign at each pixel, to be put to the test by a push. */
export const pushMethods = [
  'gradient',
  'smoothGrad',
  'guidedBackpropagation',
  'deconvnet',
] as const satisfies readonly MethodId[];

export type PushMethod = (typeof pushMethods)[number];
