import { resize } from '../images/resize.ts';
import { pictureOf } from '../network/images.ts';
import { networkOf } from '../network/networkOf.ts';
import { averageOverScales } from '../tolerance/averageOverScales.ts';
import type { ModelContext } from './context.ts';

/** A picture of the network's size; a network; the sides it is given in; the factors averaged over. */
export interface AverageInput {
  pixels: ArrayLike<number>;
  network: string;
  sides: readonly number[];
  factors: readonly number[];
}

/**
 * The averaged probabilities of the picture, given in each of the sides: it is resized to the side,
 * and from there, as a picture that is not known in any other size, by each factor. null when the
 * reader has cancelled.
 */
export default async function average(
  { pixels, network: name, sides, factors }: AverageInput,
  context: ModelContext,
): Promise<number[][] | null> {
  const model = await context.loadModel(name);
  const network = networkOf(model);
  const picture = pictureOf(model.manifest, pixels);
  const found: number[][] = [];
  for (const [i, side] of sides.entries()) {
    if (await context.stopped()) return null;
    found.push(...(await averageOverScales(network, [resize(picture, side, side)], factors)));
    context.progress((i + 1) / sides.length);
  }
  return found;
}
