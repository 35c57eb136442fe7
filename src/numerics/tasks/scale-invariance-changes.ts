import { networkOf } from '../network/networkOf.ts';
import { pictureOf } from '../network/images.ts';
import { readChanges, type ChangeReading } from '../tolerance/readChanges.ts';
import type { Change } from '../tolerance/change.ts';
import { partOf, type ModelContext } from './context.ts';

/** A picture, RGB from 0 to 255, row by row, of the networks' size; networks; what to change. */
export interface ChangesInput {
  pixels: ArrayLike<number>;
  networks: readonly string[];
  change: Change;
}

/** A network's readings of the changed picture, and of the picture changed and changed back. */
export interface NetworkChanges {
  there: ChangeReading;
  back: ChangeReading;
}

/** What networks make of one picture at many sizes or angles; null when the reader has cancelled. */
export default async function changes(
  { pixels, networks, change }: ChangesInput,
  context: ModelContext,
): Promise<NetworkChanges[] | null> {
  const found: NetworkChanges[] = [];
  const parts = 2 * networks.length;
  for (const [i, name] of networks.entries()) {
    const model = await context.loadModel(name);
    const network = networkOf(model);
    const picture = pictureOf(model.manifest, pixels);
    const part = (at: number) => partOf(context, (2 * i + at) / parts, 1 / parts);
    const there = await readChanges(network, [picture], change, false, part(0));
    const back = there && (await readChanges(network, [picture], change, true, part(1)));
    if (!there?.[0] || !back?.[0]) return null;
    found.push({ there: there[0], back: back[0] });
  }
  return found;
}
