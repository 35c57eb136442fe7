import { BITS, NOISE, type AttackId, type DefenceId } from '#numerics/adversarial/setups.ts';

/** What the defences are called on a button, and in a sentence. */
export const defenceNames: Readonly<Record<DefenceId, { short: string; long: string }>> = {
  none: { short: 'none', long: 'no defence' },
  quantise: { short: `rounding to ${BITS} bits`, long: `rounding to ${BITS} bits` },
  noise: { short: `noise, σ = ${NOISE}`, long: `noise of ${NOISE} grey levels` },
  robust: { short: 'adversarial training', long: 'adversarial training' },
  smooth: { short: 'smoothing', long: 'randomised smoothing' },
};

/** What the attacks are called on a button and in a sentence, and at the end of a line. */
export const attackNames: Readonly<Record<AttackId, { name: string; short: string }>> = {
  random: { name: 'random', short: 'random' },
  fgsm: { name: 'FGSM', short: 'FGSM' },
  pgd: { name: 'PGD', short: 'PGD' },
  straightThrough: { name: 'PGD, straight through', short: 'straight' },
  meanGradient: { name: 'PGD, mean gradient', short: 'mean' },
  transfer: { name: 'PGD, made on base', short: 'on base' },
};
