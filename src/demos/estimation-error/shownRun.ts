import { drawFigure, NUMBERS, SIDE } from '#numerics/conflict/figure.ts';
import { figuresStudy, trialExamples, type FiguresTrial } from '#numerics/learning/figuresStudy.ts';
import type { PartRecord } from '#numerics/tasks/estimation-error-train.ts';
import { pixelsUri } from '#demos/network/pixelsUri.ts';

/** A network as the demo shows it. */
export interface ShownRun {
  trial: FiguresTrial;
  history: readonly PartRecord[];
}

/** How many figures of a training set are shown, and how many in a row. */
export const SHOWN = 8;
export const COLUMNS = 4;

/** "128 figures, seed 1", and whether their labels are drawn by lot. */
export function describeTrial({ examples, labels, seed }: FiguresTrial): string {
  return `${examples} figures${labels === 'own' ? '' : ', labels by lot'}, seed ${seed}`;
}

/** The shares of wrong answers at the end. */
export function errorsAtEnd({ trial, history }: ShownRun): { training: number; fresh: number } {
  const { training = 0, fresh = 0 } = history.at(-1) ?? {};
  return { training: training / trial.examples, fresh: fresh / figuresStudy.fresh };
}

/** The first figures of a training set, in rows. */
export function lessonUri(trial: FiguresTrial): string {
  const figures = trialExamples(trial).slice(0, SHOWN);
  const pixels = new Uint8ClampedArray(SHOWN * NUMBERS);
  figures.forEach(({ figure }, i) => {
    const drawn = drawFigure(figure, figuresStudy.contrast);
    const [top, left] = [Math.floor(i / COLUMNS) * SIDE, (i % COLUMNS) * SIDE];
    for (let row = 0; row < SIDE; row++) {
      const line = drawn.subarray(row * SIDE * 3, (row + 1) * SIDE * 3);
      pixels.set(line, ((top + row) * COLUMNS * SIDE + left) * 3);
    }
  });
  return pixelsUri(pixels, { width: COLUMNS * SIDE, height: (SHOWN / COLUMNS) * SIDE });
}

/** The names of the labels that these figures are given. */
export function lessonLabels(trial: FiguresTrial): string[] {
  const names = ['disc', 'square', 'triangle', 'cross'];
  return trialExamples(trial)
    .slice(0, SHOWN)
    .map(({ label }) => names[label] ?? '?');
}
