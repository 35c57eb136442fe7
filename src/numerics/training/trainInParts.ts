import { answersOf } from '../conflict/answersOf.ts';
import { disposeNetwork, type Network } from '../network/network.ts';
import type { Weights } from '../network/weights.ts';
import type { TaskContext } from '../tasks/context.ts';
import { adam, type AdamMemory } from './adam.ts';
import { saveWeights, withWeights } from './savedWeights.ts';
import { orderOfPart } from './shuffled.ts';
import { smallNetwork, type SmallNetworkSize } from './smallNetwork.ts';
import { trainEpoch, type Examples } from './trainEpoch.ts';

/** Wrong answers after a part: among the training's examples, and among the fresh ones. */
export interface PartRecord {
  training: number;
  fresh: number;
}

/** How far a training is, and all that it takes to go on; reported after each part. */
export interface Checkpoint {
  history: PartRecord[];
  weights: Weights;
  memory: AdamMemory;
}

/** How a training goes: so many steps of Adam in a part, and so many parts. */
export interface Course {
  batch: number;
  rate: number;
  steps: number;
  parts: number;
}

/** What is learned, in an order drawn from the seed, and what is asked besides. */
export interface Lesson {
  seed: number;
  lesson: Examples;
  fresh: Examples;
}

/** Trains a small network from nothing, see `trainFrom`. */
export function trainInParts(
  lesson: Lesson & { size: SmallNetworkSize },
  course: Course,
  from: Checkpoint | undefined,
  context: TaskContext,
): Promise<PartRecord[] | null> {
  return trainFrom(smallNetwork(lesson.size, lesson.seed), lesson, course, from, context);
}

/**
 * Trains a network on square pictures and counts after each part its wrong answers on them and on
 * fresh ones. The network given is disposed of. A run that goes on from a checkpoint ends like one
 * that was not interrupted. null when the reader has cancelled.
 */
export async function trainFrom(
  start: Network,
  lesson: Lesson,
  course: Course,
  from: Checkpoint | undefined,
  context: TaskContext,
): Promise<PartRecord[] | null> {
  const trained = await trainNetwork(start, lesson, course, from, context);
  if (!trained) return null;
  disposeNetwork(trained.network);
  return trained.history;
}

/** The same for a network of any kind, which is disposed of; the trained one is the caller's. */
export async function trainNetwork(
  start: Network,
  { seed, lesson, fresh }: Lesson,
  course: Course,
  from: Checkpoint | undefined,
  context: TaskContext,
): Promise<{ network: Network; history: PartRecord[] } | null> {
  const { parts, rate } = course;
  const examples = lesson.labels.length;
  const batch = Math.min(course.batch, examples);
  const optimiser = adam(rate, from?.memory);
  let network = from ? withWeights(start, from.weights) : start;
  if (from) disposeNetwork(start);
  const history = [...(from?.history ?? [])];
  const wrong = async ({ values, labels, shape: [side] }: Examples) =>
    (await answersOf(network, values, side)).filter((answer, i) => answer !== labels[i]).length;
  try {
    while (history.length < parts) {
      const done = history.length;
      const part = await trainEpoch(
        network,
        optimiser,
        lesson,
        { order: orderOfPart(examples, batch * course.steps, seed, done), batch },
        {
          stopped: () => context.stopped(),
          onBatch: (share) => context.progress((done + 0.8 * share) / parts),
        },
      );
      if (!part) return null;
      network = part.network;
      history.push({ training: await wrong(lesson), fresh: await wrong(fresh) });
      const checkpoint: Checkpoint = {
        history: [...history],
        weights: await saveWeights(network),
        memory: await optimiser.save(),
      };
      context.progress(history.length / parts, checkpoint);
    }
    return { network, history };
  } finally {
    optimiser.dispose();
  }
}
