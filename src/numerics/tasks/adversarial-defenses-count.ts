import { dispose, slice, tidy } from '@tensorflow/tfjs-core';

import { answersOf } from '../adversarial/answers.ts';
import { attack, drawsOf } from '../adversarial/attack.ts';
import type { Ball } from '../adversarial/ball.ts';
import { classifierOf } from '../adversarial/classifier.ts';
import { networkBehind, targetOf, type AttackId, type DefenceId } from '../adversarial/setups.ts';
import { unitImages } from '../adversarial/unitImages.ts';
import { partOf, type ModelContext } from './context.ts';

/** Images attacked at once, steps of a climb, draws of a mean gradient, votes of a smoothed answer. */
export const counting = { batch: 25, steps: 10, draws: 8, votes: 50 } as const;

/** Pictures of 32×32, RGB from 0 to 255, one after the other, and their classes. */
export interface CountInput {
  pixels: ArrayLike<number>;
  labels: readonly number[];
  defence: DefenceId;
  attack: AttackId;
  norm: Ball['norm'];
  /** In units of the range from 0 to 1. */
  radii: readonly number[];
  seed: number;
}

export interface CountOutput {
  of: number;
  /** Right without an attack. */
  clean: number;
  /** Right without, and right after the attack, for each radius. */
  right: number[];
}

/**
 * Robust accuracy, counted: a picture counts if the defended network is right about it as it is, and
 * after the attack, each in a fresh draw of a random defence. Partial results have the radii that are
 * done. null when the reader has cancelled.
 */
export default async function count(
  input: CountInput,
  context: ModelContext,
): Promise<CountOutput | null> {
  const { labels, defence, norm, radii, seed } = input;
  const [model, bare] = await Promise.all([
    context.loadModel(networkBehind[defence]),
    context.loadModel('base'),
  ]);
  const [classifier, surrogate] = [classifierOf(model), classifierOf(bare)];
  const draw = drawsOf(seed);
  const votes = defence === 'smooth' ? counting.votes : 1;
  const u = unitImages(input.pixels);
  /** Of these images at once, the answers to `point` that are right. */
  const batches = Array.from({ length: Math.ceil(labels.length / counting.batch) }, (_, i) =>
    labels.map((_, image) => image).slice(i * counting.batch, (i + 1) * counting.batch),
  );
  try {
    const known = new Set<number>();
    for (const batch of batches) {
      if (await context.stopped()) return null;
      const images = tidy(() => slice(u, [batch[0] ?? 0, 0, 0, 0], [batch.length, -1, -1, -1]));
      const target = targetOf(defence, classifier, [], draw);
      const answers = await answersOf(target, images, votes);
      batch.forEach((image, i) => answers[i] === labels[image] && known.add(image));
      images.dispose();
    }
    const right: number[] = [];
    const whole = radii.length * batches.length;
    for (const [r, radius] of radii.entries()) {
      let survivors = 0;
      for (const [b, batch] of batches.entries()) {
        const part = partOf(context, (r * batches.length + b) / whole, 1 / whole);
        const own = batch.map((image) => labels[image] ?? 0);
        const images = tidy(() => slice(u, [batch[0] ?? 0, 0, 0, 0], [batch.length, -1, -1, -1]));
        const target = targetOf(defence, classifier, own, draw);
        const options = { ball: { norm, radius }, seed: seed + b, ...counting };
        const attacked = await attack(input.attack, { target, surrogate }, images, options, part);
        images.dispose();
        if (!attacked) return null;
        const answers = await answersOf(target, attacked, votes);
        dispose(attacked);
        survivors += batch.filter((image, i) => known.has(image) && answers[i] === own[i]).length;
      }
      right.push(survivors);
      context.progress(right.length / radii.length, {
        of: labels.length,
        clean: known.size,
        right: [...right],
      } satisfies CountOutput);
    }
    return { of: labels.length, clean: known.size, right };
  } finally {
    u.dispose();
  }
}
