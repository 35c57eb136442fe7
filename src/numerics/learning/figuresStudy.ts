import { CLASSES } from '../conflict/figure.ts';
import { examplesOf, type Example } from '../conflict/trial.ts';
import { mulberry32 } from '../random.ts';

/** What is learned: from how many drawn figures, and whether their labels are their own. */
export interface FiguresTrial {
  examples: number;
  labels: 'own' | 'by lot';
  seed: number;
}

/** How each network of the figures is built, trained and tested; all take equally many steps. */
export const figuresStudy = {
  widths: [16, 32, 32],
  /** Levels of 255; the texture is drawn by lot, so that only the silhouette tells the class. */
  contrast: 24,
  batch: 20,
  rate: 0.005,
  /** Steps in a part, after which both errors are measured, and parts. */
  steps: 40,
  parts: 15,
  /** Figures never trained on, on which the risk is estimated. */
  fresh: 400,
} as const;

/** The examples of a trial; those by lot have each a label drawn without a look at the figure. */
export function trialExamples({ examples, labels, seed }: FiguresTrial): Example[] {
  const own = examplesOf({ lesson: 'shape', seed }, examples, 'training');
  if (labels === 'own') return own;
  const random = mulberry32(Math.imul(seed, 0x9e3779b1) + 3);
  return own.map(({ figure }) => ({ figure, label: Math.floor(random() * CLASSES) }));
}

/** Figures of the same distribution that no trial is trained on. */
export function freshExamples(): Example[] {
  return examplesOf({ lesson: 'shape', seed: 2 ** 20 }, figuresStudy.fresh, 'test');
}
