import type { MethodId } from './methods.ts';

/** Methods whose maps of a trained and a random network a reader is asked to tell apart. */
export const trialMethods = [
  'gradient',
  'guidedBackpropagation',
  'gradCam',
  'occlusion',
] as const satisfies readonly MethodId[];

export type TrialMethod = (typeof trialMethods)[number];
