import type { Tensor4D } from '@tensorflow/tfjs-core';

import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import type { TaskContext } from '../tasks/context.ts';
import { meanOver, straightThrough, trueGradient, type Target } from './attackGradient.ts';
import { randomPoint, type Ball } from './ball.ts';
import type { Classifier } from './classifier.ts';
import { undefended } from './defence.ts';
import { fgsm } from './fgsm.ts';
import { pgd } from './pgd.ts';
import type { AttackId } from './setups.ts';

/** How an attack goes about it. */
export interface AttackOptions {
  ball: Ball;
  /** Steps of a climb; each is so long that four lead from the centre to the edge. */
  steps: number;
  /** Draws that a mean gradient is taken over. */
  draws: number;
  seed: number;
}

/**
 * Images u [N,H,W,3], attacked: a point of the ball for each. `surrogate` is the undefended network
 * that a transferred attack is made on. null when the reader has cancelled.
 */
export async function attack(
  id: AttackId,
  { target, surrogate }: { target: Target; surrogate: Classifier },
  u: Tensor4D,
  { ball, steps, draws, seed }: AttackOptions,
  context: TaskContext,
): Promise<Tensor4D | null> {
  const uniform = mulberry32(seed);
  const climb = { ...ball, steps, step: ball.radius / 4, uniform };
  const gradient = trueGradient(target);
  switch (id) {
    case 'random':
      return randomPoint(u, ball, uniform);
    case 'fgsm':
      return fgsm(gradient, u, ball);
    case 'pgd':
      return pgd(gradient, u, climb, context);
    case 'straightThrough':
      return pgd(straightThrough(target), u, climb, context);
    case 'meanGradient':
      return pgd(meanOver(draws, gradient), u, climb, context);
    case 'transfer': {
      const bare = { classifier: surrogate, defence: undefended, labels: target.labels };
      return pgd(trueGradient(bare), u, climb, context);
    }
  }
}

/** Standard normal numbers from a seed, apart from those of the attack's start. */
export function drawsOf(seed: number): () => number {
  return normal(mulberry32(Math.imul(seed + 1, 0x9e3779b1)));
}
