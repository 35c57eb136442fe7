import type { Target } from './attackGradient.ts';
import type { Classifier } from './classifier.ts';
import { additiveNoise, quantisation, undefended, type Defence } from './defence.ts';

/** The defences that the chapter compares. */
export const defenceIds = ['none', 'quantise', 'noise', 'robust', 'smooth'] as const;
export type DefenceId = (typeof defenceIds)[number];

/** The attacks. */
export const attackIds = [
  'random',
  'fgsm',
  'pgd',
  'straightThrough',
  'meanGradient',
  'transfer',
] as const;
export type AttackId = (typeof attackIds)[number];

/** Bits that the quantisation leaves each colour. */
export const BITS = 3;
/** Standard deviation of the noise that is put before the book's network, in grey levels. */
export const NOISE = 8;
/** That of the smoothing, in units of the range from 0 to 1; the network `noise` was trained with it. */
export const SMOOTHING = 0.25;

/** Which network stands behind each defence. */
export const networkBehind: Readonly<Record<DefenceId, string>> = {
  none: 'base',
  quantise: 'base',
  noise: 'base',
  robust: 'robust',
  smooth: 'noise',
};

/** What is done to an image before that network sees it; `draw` gives standard normal numbers. */
export function defenceOf(id: DefenceId, draw: () => number): Defence {
  switch (id) {
    case 'none':
    case 'robust':
      return undefended;
    case 'quantise':
      return quantisation(BITS);
    case 'noise':
      return additiveNoise(NOISE / 255, draw);
    case 'smooth':
      return additiveNoise(SMOOTHING, draw);
  }
}

/** The defended network with what it should answer. */
export function targetOf(
  id: DefenceId,
  classifier: Classifier,
  labels: readonly number[],
  draw: () => number,
): Target {
  return { classifier, defence: defenceOf(id, draw), labels };
}

/** Whether an attack is another one than plain PGD against this defence. */
export function isOfUse(attack: AttackId, defence: DefenceId): boolean {
  if (attack === 'straightThrough') return defence === 'quantise';
  if (attack === 'meanGradient') return defence === 'noise' || defence === 'smooth';
  return attack !== 'transfer' || defence !== 'none';
}
