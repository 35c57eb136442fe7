import { mulberry32 } from '../random.ts';
import { CLASSES, type Scene } from './scene.ts';
import type { Style } from './styles.ts';

/** The plain loss, and three remedies that are to do better on a style never seen. */
export const methods = ['erm', 'mix', 'dann', 'dro'] as const;
export type Method = (typeof methods)[number];

/** What is trained: on which styles, how, and the seed of everything drawn by lot. */
export interface DomainTrial {
  /** Source styles, in the order of `styles`; each is a domain. */
  sources: readonly Style[];
  method: Method;
  seed: number;
  /** The largest λ of 'dann'; default: `domainStudy.reversal`. */
  reversal?: number;
}

/** How each network is built, trained and tested. */
export const domainStudy = {
  widths: [8, 16, 24],
  /** Training pictures, shared out evenly among the sources, however many there are. */
  examples: 480,
  /** About so many pictures a step, the same number from each source. */
  batch: 24,
  rate: 0.01,
  /** Steps in a part, after which accuracy is measured, and parts. */
  steps: 35,
  parts: 8,
  /** Pictures of each style to choose by, and others to be judged by; none is trained on. */
  validation: 48,
  test: 96,
  /** Step size of group-DRO's weights. */
  groupRate: 0.01,
  /** λ of the gradient reversal at the end of the training. */
  reversal: 0.1,
  /** Both parameters of the Beta distribution that style mixing draws its shares from. */
  mixing: 0.1,
} as const;

/** Scenes, equally many of each class; `turn` tells training, validation and test apart. */
export function scenesOf(count: number, seed: number, turn: number): Scene[] {
  const random = mulberry32(Math.imul(seed, 0x9e3779b1) + turn);
  return Array.from({ length: count }, (_, i) => ({
    label: i % CLASSES,
    seed: Math.floor(random() * 2 ** 31),
  }));
}
