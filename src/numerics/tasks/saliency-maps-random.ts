import { areaUnder, deletionCurve } from '../attribution/deletion.ts';
import { deletedShares } from '../attribution/deletionPlan.ts';
import { scalarOf } from '../attribution/target.ts';
import { preprocess } from '../network/images.ts';
import { networkOf } from '../network/networkOf.ts';
import { randomOrder } from '../random.ts';
import { partOf, type ModelContext } from './context.ts';

/** One picture of the network's size, RGB from 0 to 255; the class; how many orders, from which seed. */
export interface RandomDeletionInput {
  pixels: ArrayLike<number>;
  index: number;
  orders: number;
  seed: number;
}

/** Of each order: p of the class after each of `deletedShares` has become grey, and the area under it. */
export interface RandomDeletionOutput {
  curves: number[][];
  areas: number[];
}

/**
 * Deletes the pixels of a picture in random orders: what any map's order has to be compared with.
 * null when the reader has cancelled.
 */
export default async function randomDeletion(
  { pixels, index, orders, seed }: RandomDeletionInput,
  context: ModelContext,
): Promise<RandomDeletionOutput | null> {
  const model = await context.loadModel('base');
  const network = networkOf(model);
  const [h, w] = model.manifest.input.shape;
  const x = preprocess(model.manifest, pixels, [h, w]);
  const question = {
    network,
    x,
    scalar: scalarOf(network, { kind: 'class', index, as: 'probability' }),
  };
  const counts = deletedShares.map((share) => Math.round(share * h * w));
  try {
    const curves: number[][] = [];
    for (let i = 0; i < orders; i++) {
      const order = randomOrder(h * w, seed + i);
      const own = partOf(context, i / orders, 1 / orders);
      const curve = await deletionCurve(question, { order, counts }, own);
      if (!curve) return null;
      curves.push(curve);
    }
    return { curves, areas: curves.map((curve) => areaUnder(curve, deletedShares)) };
  } finally {
    x.dispose();
  }
}
