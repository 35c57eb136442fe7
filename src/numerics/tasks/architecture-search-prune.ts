import { disposeNetwork } from '../network/network.ts';
import { networkOf } from '../network/networkOf.ts';
import type { Weights } from '../network/weights.ts';
import { countRight } from '../pruning/countRight.ts';
import { magnitudeMasks, zeroShare, type Scope } from '../pruning/magnitudeMasks.ts';
import { prune } from '../pruning/prune.ts';
import { halves, pick, type Pictures } from '../pruning/study.ts';
import { saveWeights, withWeights } from '../training/savedWeights.ts';
import { partOf, type ModelContext } from './context.ts';

/** What is pruned, by how much, and which half of the pictures it is tested on. */
export interface PruneInput {
  pictures: Pictures;
  /** 0 to 1. */
  sparsity: number;
  scope: Scope;
  seed: number;
  /** Weights of the book's network after an earlier fine-tuning; without, as it was trained. */
  weights?: Weights | undefined;
}

/** A pruned network on its test pictures, and what is left of each layer's weights. */
export interface Pruned {
  right: number;
  of: number;
  layers: { name: string; weights: number; kept: number }[];
}

/** Prunes the book's network by magnitude and counts its right answers; null when cancelled. */
export default async function measure(
  { pictures, sparsity, scope, seed, weights }: PruneInput,
  context: ModelContext,
): Promise<Pruned | null> {
  const model = await context.loadModel('base', (part) => context.progress(0.2 * part));
  const trained = networkOf(model);
  const start = weights ? withWeights(trained, weights) : trained;
  const kernels = Object.fromEntries(
    Object.entries(await saveWeights(start)).map(([name, { kernel }]) => [name, kernel.values]),
  );
  const masks = magnitudeMasks(kernels, sparsity, scope);
  const network = prune(start, masks);
  if (weights) disposeNetwork(start);
  try {
    const test = pick(pictures, halves(pictures, seed).test);
    const right = await countRight(network, model.manifest, test, partOf(context, 0.2, 0.8));
    if (right === null) return null;
    const layers = Object.entries(masks).map(([name, mask]) => ({
      name,
      weights: mask.length,
      kept: Math.round(mask.length * (1 - zeroShare(mask))),
    }));
    return { right, of: test.labels.length, layers };
  } finally {
    disposeNetwork(network);
  }
}
