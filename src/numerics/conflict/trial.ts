import { mulberry32 } from '../random.ts';
import { shuffled } from '../training/shuffled.ts';
import { CLASSES, type Figure } from './figure.ts';

/** What tells the class in training: shape and texture, always agreeing, or one of them alone. */
export const lessons = ['both', 'shape', 'texture'] as const;
export type Lesson = (typeof lessons)[number];

/** What is trained: on which lesson, at which contrast of the texture, from which seed. */
export interface Trial {
  lesson: Lesson;
  /** ± levels of 255. */
  contrast: number;
  seed: number;
}

/** How each network of the drawn figures is built, trained and tested. */
export const study = {
  widths: [16, 32, 32],
  examples: 480,
  epochs: 20,
  batch: 20,
  rate: 0.005,
  /** Figures held out, made like those of the training. */
  held: 200,
  /** Conflicts for each silhouette and each other texture. */
  perCell: 20,
} as const;

/** A figure and the class that the network shall answer. */
export interface Example {
  figure: Figure;
  label: number;
}

/**
 * Figures of a lesson, equally many of each class, `purpose` telling training from test: in 'both'
 * the texture is the class's own; in 'shape' it is drawn by lot, so that it tells nothing, and in
 * 'texture' the silhouette is.
 */
export function examplesOf(
  { lesson, seed }: Pick<Trial, 'lesson' | 'seed'>,
  count: number,
  purpose: 'training' | 'test',
): Example[] {
  const turn = purpose === 'training' ? 1 : 2;
  const random = mulberry32(Math.imul(seed, 0x9e3779b1) + turn);
  const byLot = () => Math.floor(random() * CLASSES);
  return Array.from({ length: count }, (_, i) => {
    const label = i % CLASSES;
    const other = byLot();
    const figure = {
      shape: lesson === 'texture' ? other : label,
      texture: lesson === 'shape' ? other : label,
      seed: Math.floor(random() * 2 ** 31),
    };
    return { figure, label };
  });
}

/**
 * Figures whose silhouette is of one class and whose texture is of another, `study.perCell` of each
 * of the twelve pairs, silhouette by silhouette. The same for every network.
 */
export function conflictFigures(): Figure[] {
  const figures: Figure[] = [];
  for (let shape = 0; shape < CLASSES; shape++) {
    for (let texture = 0; texture < CLASSES; texture++) {
      if (shape === texture) continue;
      for (let i = 0; i < study.perCell; i++) figures.push(cellFigure(shape, texture, i));
    }
  }
  return figures;
}

/** The figure of a number in one cell of the grid of silhouettes and textures. */
export function cellFigure(shape: number, texture: number, variant: number): Figure {
  return { shape, texture, seed: 2 ** 31 + (shape * CLASSES + texture) * 1000 + variant };
}

/** The order in which an epoch of a training shows its examples. */
export function orderOf({ seed }: Trial, epoch: number): number[] {
  return shuffled(study.examples, seed, epoch);
}
