import { dispose, softmax, tidy } from '@tensorflow/tfjs-core';

import { backwardSignal } from '../attribution/gradient.ts';
import { largestMagnitude } from '../attribution/pixelMaps.ts';
import { rankCorrelation } from '../attribution/rankCorrelation.ts';
import { scalarOf, type ClassTarget } from '../attribution/target.ts';
import { preprocess } from '../network/images.ts';
import { networkOf } from '../network/networkOf.ts';
import { valuesAt } from '../network/run.ts';
import type { ModelContext } from './context.ts';

/** One picture of the network's size, RGB from 0 to 255, and the class c that is asked about. */
export interface TargetsInput {
  pixels: ArrayLike<number>;
  index: number;
}

/** The map M of one target: the largest |∂target/∂x| over a pixel's three colours. */
export interface TargetMap {
  as: ClassTarget['as'];
  /** [H,W], row by row. */
  values: Float32Array;
  largest: number;
  /** Spearman's ρ with the score's map; not a number if this one is the same everywhere. */
  rank: number;
  /** The same with the map of the score of the network's answer. */
  rankWithAnswer: number;
}

export interface TargetsOutput {
  probabilities: number[];
  /** The class with the largest probability. */
  answer: number;
  maps: TargetMap[];
}

/** In the order in which they are drawn. log p has the loss's map, as only the sign differs. */
const comparedTargets = ['score', 'loss', 'probability'] as const;

/** One saliency map for each of the numbers that a class has (Simonyan et al. 2014 take the score). */
export default async function targets(
  { pixels, index }: TargetsInput,
  context: ModelContext,
): Promise<TargetsOutput> {
  const model = await context.loadModel('base', (fraction) => context.progress(0.8 * fraction));
  const network = networkOf(model);
  const [h, w] = model.manifest.input.shape;
  const x = preprocess(model.manifest, pixels, [h, w]);
  const p = tidy(() => softmax(valuesAt(network, x)));
  const probabilities = [...(await p.data())];
  const answer = probabilities.indexOf(Math.max(...probabilities));
  const targetsAsked: Pick<ClassTarget, 'index' | 'as'>[] = [
    ...comparedTargets.map((as) => ({ index, as })),
    { index: answer, as: 'score' },
  ];
  const found = tidy(() =>
    targetsAsked.map((target) => {
      const scalar = scalarOf(network, { kind: 'class', ...target });
      return largestMagnitude(backwardSignal({ network, x, scalar }));
    }),
  );
  const values = await Promise.all(found.map(async (map) => Float32Array.from(await map.data())));
  dispose([x, p, ...found]);
  const [score = new Float32Array()] = values;
  const answered = values.at(-1) ?? score;
  return {
    probabilities,
    answer,
    maps: comparedTargets.map((as, i) => {
      const map = values[i] ?? score;
      return {
        as,
        values: map,
        largest: Math.max(...map),
        rank: rankCorrelation(map, score),
        rankWithAnswer: rankCorrelation(map, answered),
      };
    }),
  };
}
