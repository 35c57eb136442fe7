import type { MethodId } from '#numerics/attribution/methods.ts';

/** The methods whose network is randomised from the top, layer by layer; the last knows no network. */
export const cascadeMethods = [
  'gradient',
  'gradientTimesInput',
  'integratedGradients',
  'deconvnet',
  'guidedBackpropagation',
  'gradCam',
  'guidedGradCam',
  'occlusion',
  'edges',
] as const satisfies readonly MethodId[];
