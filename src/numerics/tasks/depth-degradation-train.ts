import { argMax, dispose } from '@tensorflow/tfjs-core';

import { deepLoss } from '../depth/deepLoss.ts';
import { drawDeep } from '../depth/deepNetwork.ts';
import { descend, oneCycle } from '../depth/nesterov.ts';
import type { Named } from '../depth/pullback.ts';
import {
  batchOf,
  kernelNorms,
  networkOf,
  restoredNamed,
  savedNamed,
  study,
  type DeepTrial,
  type LabelledPictures,
} from '../depth/study.ts';
import type { WeightArray } from '../network/weights.ts';
import { shuffled } from '../training/shuffled.ts';
import type { TaskContext } from './context.ts';

/** A network to be trained, and an earlier part of the same training to go on from. */
export interface TrainInput {
  trial: DeepTrial;
  pictures: LabelledPictures;
  from?: Checkpoint | undefined;
}

/** What a training shows: each step's loss and right answers, and the kernels' gradient norms. */
export interface Course {
  /** The mean loss of each step's batch, before the step. */
  losses: number[];
  /** Right answers among it. */
  right: number[];
  /** ‖∂L/∂K‖ by layer at the first step, at the last step so far, and after the first epoch. */
  norms: { first: number[]; last: number[]; afterEpoch: number[] | null };
}

/** How far a training is after an epoch, and all that it takes to go on. */
export interface Checkpoint {
  course: Course;
  weights: Record<string, WeightArray>;
  velocities: Record<string, WeightArray>;
}

/** What the task reports after each step; the checkpoint of the last whole epoch comes with it. */
export interface Underway {
  course: Course;
  checkpoint: Checkpoint | null;
}

/**
 * Trains a plain or residual network on these pictures with the record's recipe, by the book's own
 * gradients; the pictures are neither moved nor mirrored. A run that goes on from a checkpoint ends
 * like one that was not interrupted, and one whose loss is no number any more ends there. null when
 * the reader has cancelled.
 */
export default async function train(
  { trial, pictures, from }: TrainInput,
  context: TaskContext,
): Promise<Course | null> {
  const { epochs, batch, peak, warmUp } = study;
  const network = networkOf(trial);
  const count = pictures.labels.length;
  const perEpoch = Math.floor(count / batch);
  const steps = epochs * perEpoch;
  let weights = from ? restoredNamed(from.weights) : drawDeep(network, trial.seed);
  let velocities: Named | null = from ? restoredNamed(from.velocities) : null;
  let checkpoint = from ?? null;
  let course: Course = from?.course ?? {
    losses: [],
    right: [],
    norms: { first: [], last: [], afterEpoch: null },
  };
  try {
    for (let step = course.losses.length; step < steps; step++) {
      if (await context.stopped()) return null;
      const epoch = Math.floor(step / perEpoch);
      const within = step % perEpoch;
      const order = shuffled(count, trial.seed, epoch);
      const chosen = order.slice(within * batch, (within + 1) * batch);
      const labels = chosen.map((i) => pictures.labels[i] ?? 0);
      const x = batchOf(pictures, chosen);
      const { loss, logits, gradients } = deepLoss(network, weights, x, labels);
      const answers = argMax(logits, 1);
      const [value = Number.NaN] = await loss.data();
      const given = [...(await answers.data())];
      const norms = await kernelNorms(network, gradients);
      dispose([x, loss, logits, answers]);

      const rate = oneCycle(trial.norm ? peak.norm : peak.bias, warmUp, (step + 1) / steps);
      ({ weights, velocities } = descend(weights, gradients, velocities, rate, study));
      const { first, afterEpoch } = course.norms;
      course = {
        losses: [...course.losses, value],
        right: [...course.right, given.filter((answer, i) => answer === labels[i]).length],
        norms: {
          first: step === 0 ? norms : first,
          last: norms,
          afterEpoch: step === perEpoch ? norms : afterEpoch,
        },
      };
      if (within === perEpoch - 1) {
        const [w, v] = await Promise.all([savedNamed(weights), savedNamed(velocities)]);
        checkpoint = { course, weights: w, velocities: v };
      }
      const underway: Underway = { course, checkpoint };
      context.progress((step + 1) / steps, underway);
      if (!Number.isFinite(value)) break;
    }
    return course;
  } finally {
    dispose([...Object.values(weights), ...Object.values(velocities ?? {})]);
  }
}
