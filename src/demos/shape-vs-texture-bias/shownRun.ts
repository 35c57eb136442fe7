import { drawFigure, CLASSES, SIDE, type Figure } from '#numerics/conflict/figure.ts';
import { shapeBias, type Decisions } from '#numerics/conflict/shapeBias.ts';
import { cellFigure, examplesOf, study, type Trial } from '#numerics/conflict/trial.ts';
import { pixelsUri } from '#demos/network/pixelsUri.ts';
import { wholeText } from '#ui/formatNumber.ts';
import type { RecordedRun } from './recorded.ts';
import type { EpochRecord, TrainOutput } from '#numerics/tasks/shape-vs-texture-bias-train.ts';

/** A network as the lab shows it. */
export interface ShownRun extends TrainOutput {
  trial: Trial;
}

/** One that was recorded. */
export function shownRecord({ lesson, contrast, seed, ...run }: RecordedRun): ShownRun {
  return {
    trial: { lesson, contrast, seed },
    history: run.history.map(([loss, shape, texture, other]) => ({
      loss,
      decisions: { shape, texture, other },
    })),
    answers: [...run.answers].map(Number),
    shuffled: run.shuffled.map((right, i) => ({ tiles: 2 ** i, right })),
  };
}

/** How the network decides all conflicts at the end. */
export function decisionsAtEnd({ history }: { history: readonly EpochRecord[] }): Decisions {
  return history.at(-1)?.decisions ?? { shape: 0, texture: 0, other: 0 };
}

/** "0.14 ± 0.02", with a digit more where the error allows one. */
export function biasText(decisions: Decisions): string {
  const found = shapeBias(decisions);
  if (!found) return 'none';
  const places = found.error < 0.01 && found.counted > 1000 ? 3 : 2;
  return `${found.bias.toFixed(places)} ± ${found.error.toFixed(places)}`;
}

/** "221 of 240": how many answers the bias is a share of. */
export function countedText({ shape, texture, other }: Decisions): string {
  return `${wholeText(shape + texture)} of ${wholeText(shape + texture + other)}`;
}

/** The answers to one cell of the grid; empty on the diagonal, where there is no conflict. */
export function cellAnswers(answers: readonly number[], shape: number, texture: number): number[] {
  if (shape === texture) return [];
  const before = shape * (CLASSES - 1) + texture - (texture > shape ? 1 : 0);
  return answers.slice(before * study.perCell, (before + 1) * study.perCell);
}

/** The 4×4 grid of silhouettes and textures, drawn as one picture. */
export function gridUri(contrast: number, variant: number): string {
  const figures = Array.from({ length: CLASSES * CLASSES }, (_, i) =>
    cellFigure(Math.floor(i / CLASSES), i % CLASSES, variant),
  );
  return sheetUri(figures, contrast, CLASSES);
}

/** Two figures of each class as the training shows them: a class a column. */
export function lessonUri({ lesson, contrast, seed }: Trial): string {
  const examples = examplesOf({ lesson, seed }, 2 * CLASSES, 'training');
  return sheetUri(
    examples.map(({ figure }) => figure),
    contrast,
    CLASSES,
  );
}

/** Figures side by side, `columns` in a row. */
function sheetUri(figures: readonly Figure[], contrast: number, columns: number): string {
  const rows = Math.ceil(figures.length / columns);
  const pixels = new Uint8ClampedArray(figures.length * SIDE * SIDE * 3);
  const width = columns * SIDE;
  figures.forEach((figure, i) => {
    const drawn = drawFigure(figure, contrast);
    const [top, left] = [Math.floor(i / columns) * SIDE, (i % columns) * SIDE];
    for (let row = 0; row < SIDE; row++) {
      const from = drawn.subarray(row * SIDE * 3, (row + 1) * SIDE * 3);
      pixels.set(from, ((top + row) * width + left) * 3);
    }
  });
  return pixelsUri(pixels, { width, height: rows * SIDE });
}
