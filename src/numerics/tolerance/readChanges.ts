import { cosineSimilarity } from '../cosineSimilarity.ts';
import type { Picture } from '../images/picture.ts';
import type { Network } from '../network/network.ts';
import { readPictures } from '../network/readPictures.ts';
import type { TaskContext } from '../tasks/context.ts';
import { changed, thereAndBack, tried, type Change } from './change.ts';

/** What a network makes of one picture at every amount of a change, in the order of `tried`. */
export interface ChangeReading {
  /** Probabilities of the classes. */
  probabilities: number[][];
  /** Cosine between the averaged last maps and those of the picture where nothing is changed. */
  similarity: number[];
}

/**
 * Reads pictures at every amount of a change, or there and back. One reading a picture; null when
 * the reader has cancelled.
 */
export async function readChanges(
  network: Network,
  pictures: readonly Picture[],
  change: Change,
  undone: boolean,
  context: TaskContext,
): Promise<ChangeReading[] | null> {
  const { amounts, home } = tried[change];
  const make = undone ? thereAndBack : changed;
  const atHome = await readPictures(
    network,
    pictures.map((picture) => make(picture, change, home)),
  );
  const found = pictures.map((): ChangeReading => ({ probabilities: [], similarity: [] }));
  for (const [i, amount] of amounts.entries()) {
    if (await context.stopped()) return null;
    const readings = await readPictures(
      network,
      pictures.map((picture) => make(picture, change, amount)),
    );
    for (const [n, { probabilities, features }] of readings.entries()) {
      found[n]?.probabilities.push([...probabilities]);
      found[n]?.similarity.push(cosineSimilarity(features, atHome[n]?.features ?? []));
    }
    context.progress((i + 1) / amounts.length);
  }
  return found;
}
