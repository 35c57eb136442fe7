import type { DomainTrial } from '../domains/study.ts';
import { trainDomains, type DomainCheckpoint } from '../domains/trainDomains.ts';
import type { TaskContext } from './context.ts';

export type { DomainCheckpoint, DomainRecord } from '../domains/trainDomains.ts';

/** A trial to be trained, and an earlier part of the same training to go on from. */
export interface TrainInput {
  trial: DomainTrial;
  from?: DomainCheckpoint | undefined;
}

/** Trains a small network on some styles and asks it about all, see `trainDomains`. */
export default function train(
  { trial, from }: TrainInput,
  context: TaskContext,
): Promise<DomainCheckpoint | null> {
  return trainDomains(trial, from, context);
}
