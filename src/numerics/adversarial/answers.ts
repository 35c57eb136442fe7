import {
  add,
  argMax,
  cast,
  div,
  oneHot,
  softmax,
  tidy,
  zerosLike,
  type Tensor2D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';

import type { Target } from './attackGradient.ts';
import { logitsOf } from './classifier.ts';

/**
 * What a defended network gives each class, for images u [N,H,W,3] → [N, classes], rows that add up
 * to 1: probabilities, or, behind a random defence, the classes' shares of so many votes.
 */
export function sharesOf({ classifier, defence }: Target, u: Tensor4D, votes: number): Tensor2D {
  return tidy(() => {
    const first = logitsOf(classifier, defence.apply(u));
    if (!defence.random) return softmax(first);
    let counted: Tensor2D = zerosLike(first);
    for (let i = 0; i < votes; i++) {
      const before = counted;
      counted = tidy(() => {
        const logits = i === 0 ? first : logitsOf(classifier, defence.apply(u));
        return add(before, cast(oneHot(argMax(logits, 1), logits.shape[1]), 'float32'));
      });
      before.dispose();
    }
    return div(counted, votes);
  });
}

/** The class with the largest share, for each image. */
export async function answersOf(target: Target, u: Tensor4D, votes: number): Promise<number[]> {
  const answers = tidy(() => argMax(sharesOf(target, u, votes), 1));
  const classes = [...(await answers.data())];
  answers.dispose();
  return classes;
}
