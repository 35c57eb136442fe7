import { preprocess } from '../network/images.ts';
import { networkOf } from '../network/networkOf.ts';
import type { Model } from '../network/model.ts';
import type { Pictures } from '../pruning/study.ts';
import type { Examples } from '../training/trainEpoch.ts';
import { trainFrom, type Checkpoint, type PartRecord } from '../training/trainInParts.ts';
import { targetExamples } from '../transfer/examples.ts';
import { startAt, type Start } from '../transfer/starts.ts';
import { CLASSES, course, NETWORK, type Target } from '../transfer/study.ts';
import type { ModelContext } from './context.ts';

export type { Checkpoint, PartRecord } from '../training/trainInParts.ts';

/** What is learned, from where. */
export interface TransferTrial {
  target: Target;
  start: Start;
  /** Examples of each class. */
  each: number;
  seed: number;
}

/** A trial, the held-out classes' photographs, and an earlier part of the same training. */
export interface TrainInput {
  trial: TransferTrial;
  photographs: Pictures;
  from?: Checkpoint | undefined;
  /** Default: `course.parts`. */
  parts?: number | undefined;
}

/** Trains all layers, from the trained network or from nothing, see `trainFrom`. */
export default async function train(
  { trial, photographs, from, parts = course.parts }: TrainInput,
  context: ModelContext,
): Promise<PartRecord[] | null> {
  const model = await context.loadModel(NETWORK);
  const { target, start, each, seed } = trial;
  const { lesson, fresh } = targetExamples(target, each, seed, photographs);
  return trainFrom(
    startAt(networkOf(model), start, CLASSES, seed),
    { seed, lesson: asInputs(model, lesson), fresh: asInputs(model, fresh) },
    { ...course, parts },
    from,
    context,
  );
}

function asInputs({ manifest }: Model, { pixels, labels }: Pictures): Examples {
  const [height, width] = manifest.input.shape;
  const x = preprocess(manifest, pixels, [height, width]);
  const values = Float32Array.from(x.dataSync());
  x.dispose();
  return { values, shape: [height, width, 3], labels };
}
