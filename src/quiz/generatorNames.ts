/** The names an author may write after `generated:` in quiz.yaml; `generators.ts` has one function for each. */
export const generatorNames = [
  'output-size',
  'dilated-output-size',
  'chain-output-size',
  'fused-kernel-entry',
  'kernel-gradient-size',
  'kernel-gradient-entry',
  'kernel-gradient-strided-entry',
  'dilated-gradient-size',
  'bias-gradient-sum',
  'input-gradient-padding',
  'input-gradient-entry',
  'input-gradient-strided-entry',
  'transposed-output-size',
  'parameter-count',
  'dense-parameter-count',
  'multiply-add-count',
  'receptive-field',
  'map-shift',
  'guaranteed-shifts',
  'shifted-max-pool',
  'pyramid-levels',
  'receptive-field-jump',
  'receptive-field-start',
  'dilated-receptive-field',
] as const;

export type GeneratorName = (typeof generatorNames)[number];
