import { argMax, dispose, tensor2d, type Tensor2D } from '@tensorflow/tfjs-core';

import { augmented, type Prepared } from '../alexnet/augmented.ts';
import { bare } from '../alexnet/ingredients.ts';
import { prepare } from '../alexnet/prepare.ts';
import { drawSmallAlexnet, smallAlexnetLogits, smallAlexnetLoss } from '../alexnet/smallAlexnet.ts';
import { splitOf, STEPS, study, type AlexnetTrial } from '../alexnet/study.ts';
import { descend } from '../depth/nesterov.ts';
import type { Named } from '../depth/pullback.ts';
import { restoredNamed, savedNamed, type LabelledPictures } from '../depth/study.ts';
import type { WeightArray } from '../network/weights.ts';
import { mulberry32 } from '../random.ts';
import { shuffled } from '../training/shuffled.ts';
import type { TaskContext } from './context.ts';

/** Networks to be trained side by side, and an earlier part of the same training to go on from. */
export interface RaceInput {
  trials: readonly AlexnetTrial[];
  pictures: LabelledPictures;
  from?: RaceCheckpoint | undefined;
}

/** Shares of wrong answers after each epoch: of the learned pictures as they are, and of the fresh. */
export interface Lane {
  learned: number[];
  fresh: number[];
}

/** How far the lanes are after an epoch, and all that it takes to go on. */
export interface RaceCheckpoint {
  lanes: Lane[];
  weights: Record<string, WeightArray>[];
  velocities: Record<string, WeightArray>[];
}

/** A network on its way. */
interface Runner {
  trial: AlexnetTrial;
  weights: Named;
  velocities: Named | null;
  lane: Lane;
}

/**
 * Trains some small networks side by side, an epoch each in turn, on 300 of the pictures, by the
 * book's own gradients, and asks them after each epoch about all of them. A run that goes on from a
 * checkpoint ends like one that was not interrupted. A network whose loss is no number any more
 * counts as wrong throughout. null when the reader has cancelled.
 */
export default async function race(
  { trials, pictures, from }: RaceInput,
  context: TaskContext,
): Promise<Lane[] | null> {
  const prepared = await prepare(pictures);
  const runners = trials.map((trial, i): Runner => {
    const saved = from?.weights[i];
    const fast = from?.velocities[i];
    return {
      trial,
      weights: saved
        ? restoredNamed(saved)
        : drawSmallAlexnet(study.size, trial.ingredients, trial.seed, trial.stretch),
      velocities: fast ? restoredNamed(fast) : null,
      lane: from?.lanes[i] ?? { learned: [], fresh: [] },
    };
  });
  const parts = runners.length * study.epochs * STEPS;
  const begun = runners[0]?.lane.learned.length ?? 0;
  try {
    for (let epoch = begun; epoch < study.epochs; epoch++) {
      for (const [number, runner] of runners.entries()) {
        const done = (epoch * runners.length + number) * STEPS;
        for (let step = 0; step < STEPS; step++) {
          if (await context.stopped()) return null;
          takeStep(runner, prepared, pictures.labels, epoch, step);
          context.progress((done + step + 1) / parts);
        }
        runner.lane = await asked(runner, prepared, pictures.labels);
      }
      const checkpoint: RaceCheckpoint = {
        lanes: runners.map(({ lane }) => lane),
        weights: await Promise.all(runners.map(({ weights }) => savedNamed(weights))),
        velocities: await Promise.all(runners.map((runner) => savedNamed(runner.velocities ?? {}))),
      };
      context.progress(((epoch + 1) * runners.length * STEPS) / parts, checkpoint);
    }
    return runners.map(({ lane }) => lane);
  } finally {
    for (const { weights, velocities } of runners) {
      dispose([...Object.values(weights), ...Object.values(velocities ?? {})]);
    }
  }
}

/** One step of descent on a batch; what it draws depends on the seed and the step only. */
function takeStep(
  runner: Runner,
  prepared: Prepared,
  labels: readonly number[],
  epoch: number,
  step: number,
): void {
  const { ingredients, rate, seed } = runner.trial;
  const { batch, size, dropout } = study;
  const { lesson } = splitOf(labels.length);
  const order = shuffled(lesson.length, seed, epoch);
  const chosen = order.slice(step * batch, (step + 1) * batch).map((i) => lesson[i] ?? 0);
  const random = mulberry32(
    Math.imul(seed, 0x9e3779b1) + Math.imul(epoch * STEPS + step + 1, 0x85ebca6b),
  );
  const x = augmented(prepared, chosen, ingredients, random);
  const mask = ingredients.dropout ? maskOf(chosen.length, size.hidden, dropout, random) : null;
  const own = chosen.map((i) => labels[i] ?? 0);
  const { loss, logits, gradients } = smallAlexnetLoss(ingredients, runner.weights, x, own, mask);
  dispose([x, loss, logits, ...(mask ? [mask] : [])]);
  const next = descend(runner.weights, gradients, runner.velocities, rate, study);
  runner.weights = next.weights;
  runner.velocities = next.velocities;
}

/** Inverted dropout: 0 with this probability, and otherwise 1/(1 − rate), so that the mean is 1. */
function maskOf(rows: number, units: number, rate: number, random: () => number): Tensor2D {
  const kept = 1 / (1 - rate);
  return tensor2d(
    Float32Array.from({ length: rows * units }, () => (random() < rate ? 0 : kept)),
    [rows, units],
  );
}

/** The lane with one more epoch: the answers to all pictures, as they are and without dropout. */
async function asked(
  { trial, weights, lane }: Runner,
  prepared: Prepared,
  labels: readonly number[],
): Promise<Lane> {
  const { lesson, fresh } = splitOf(labels.length);
  const share = async (pictures: readonly number[]) => {
    const x = augmented(prepared, pictures, bare, () => 0);
    const logits = smallAlexnetLogits(trial.ingredients, weights, x);
    const answers = argMax(logits, 1);
    const [given, numbers] = await Promise.all([answers.data(), logits.data()]);
    dispose([x, logits, answers]);
    const wrong = pictures.filter((picture, i) => given[i] !== labels[picture]).length;
    return numbers.every(Number.isFinite) ? wrong / pictures.length : 1;
  };
  return {
    learned: [...lane.learned, await share(lesson)],
    fresh: [...lane.fresh, await share(fresh)],
  };
}
