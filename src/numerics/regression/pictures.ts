import { CLASSES, drawFigure, SIDE as DRAWN_SIDE, type Figure } from '../conflict/figure.ts';
import { examplesOf } from '../conflict/trial.ts';
import { mulberry32 } from '../random.ts';

/** Pixels of a side of the chapter's pictures: the drawn figures, two by two pixels made one. */
export const SIDE = 16;
/** Numbers of a picture, which is grey. */
export const NUMBERS = SIDE * SIDE;
/** Figures never trained on, the same for every machine. */
export const FRESH = 400;

/** What is learned from: how many figures, which share of them has a wrong label, and the seed of both. */
export interface Lesson {
  examples: number;
  /** From 0 to 1. */
  noise: number;
  seed: number;
}

/** Pictures, the labels to be learned, and the true ones. */
export interface Examples {
  pictures: Float64Array[];
  labels: number[];
  truth: number[];
}

/**
 * Figures of a lesson, equally many of each class. Each label is, with the probability `noise`, that of
 * another class, drawn by lot; with more noise the same labels are wrong and some others. More examples
 * of one seed begin with the fewer ones.
 */
export function examplesOfLesson({ examples, noise, seed }: Lesson): Examples {
  const figures = examplesOf({ lesson: 'shape', seed }, examples, 'training');
  const random = mulberry32(Math.imul(seed, 0x9e3779b1) + 7);
  const labels = figures.map(({ label }) => {
    const [lot, other] = [random(), 1 + Math.floor(random() * (CLASSES - 1))];
    return lot < noise ? (label + other) % CLASSES : label;
  });
  const truth = figures.map(({ label }) => label);
  return { pictures: figures.map(({ figure }) => greyPicture(figure)), labels, truth };
}

/** The figures on which every machine is tested, with their true labels. */
export function freshExamples(count = FRESH): Examples {
  const figures = examplesOf({ lesson: 'shape', seed: 2 ** 20 }, count, 'test');
  const truth = figures.map(({ label }) => label);
  return { pictures: figures.map(({ figure }) => greyPicture(figure)), labels: truth, truth };
}

/** A figure without texture in 16×16 greys, less their mean and over their standard deviation. */
export function greyPicture(figure: Figure): Float64Array {
  const drawn = drawFigure(figure, 0);
  const grey = new Float64Array(NUMBERS);
  drawn.forEach((value, at) => {
    const pixel = Math.floor(at / 3);
    const [row, column] = [Math.floor(pixel / DRAWN_SIDE), pixel % DRAWN_SIDE];
    const place = Math.floor(row / 2) * SIDE + Math.floor(column / 2);
    grey[place] = (grey[place] ?? 0) + value / 12;
  });
  const mean = grey.reduce((sum, value) => sum + value, 0) / NUMBERS;
  const variance = grey.reduce((sum, value) => sum + (value - mean) ** 2, 0) / NUMBERS;
  return grey.map((value) => (value - mean) / Math.sqrt(variance));
}
