import { answersTo, type AnswerName } from '../clustering/answers.ts';
import {
  CLUSTER_STEPS,
  clustersOf,
  freshClusterHead,
  memberships,
  trainClusterHead,
  type ClusterHead,
  type PairLossName,
} from '../clustering/clusterHead.ts';
import { clusterScores, type ClusterScores, type PairScores } from '../clustering/clusterScores.ts';
import { kMeans } from '../clustering/kMeans.ts';
import { pairScores, truePairs } from '../clustering/pairs.ts';
import { prepare, type Gallery, type SpaceName } from '../clustering/prepare.ts';
import { judgePairs, similarityTraining, type HeadName } from '../clustering/similarityHead.ts';
import type { TaskContext } from './context.ts';

/** How the target is to be grouped. */
export interface Plan {
  space: SpaceName;
  method: 'kmeans' | 'transfer';
  /** Of transfer: who judges pairs, whose answers are believed, by which loss. */
  head: HeadName;
  answers: AnswerName;
  /** Share of answers turned over, where they are. */
  rate: number;
  loss: PairLossName;
  /** How many clusters there may be. */
  k: number;
  seed: number;
}

/** What was learned of pairs, before anything is grouped. */
export interface Lesson {
  /** The head on labelled pictures that it did not learn from; null where no head was asked. */
  source: PairScores | null;
  /** The answers that were given, on the target's pairs. */
  target: PairScores;
  /** 1 for each target pair that is answered “same”. */
  called: Uint8Array;
}

/** A grouping of the target, finished or under way. */
export interface Grouping {
  clusters: number[];
  scores: ClusterScores;
  lesson: Lesson | null;
  /** Loss before each step; none for k-means. */
  losses: number[];
}

/** A grouping under way, and all that it takes to go on. */
export interface Checkpoint extends Grouping {
  lesson: Lesson;
  clusterHead: ClusterHead;
}

export interface GroupInput {
  gallery: Gallery;
  /** True class of each picture of the target, from 0: for the scores, and for answers made from it. */
  classes: readonly number[];
  classCount: number;
  plan: Plan;
  from?: Checkpoint | undefined;
}

/** The best of so many starts is k-means's answer. */
const STARTS = 10;
/** Steps between two pictures of the clusters. */
const EVERY = 10;
/** Share of the time that the similarity takes. */
const LESSON = 0.3;

/** Groups the target's pictures without their labels, then scores the groups; null when cancelled. */
export default async function group(
  { gallery, classes, classCount, plan, from }: GroupInput,
  context: TaskContext,
): Promise<Grouping | null> {
  const { space, method, k, seed, loss } = plan;
  if (await context.stopped()) return null;
  const { source, heldOut, target } = prepare(gallery, space);
  const score = (clusters: readonly number[]) => clusterScores(clusters, classes, [k, classCount]);
  if (method === 'kmeans') {
    const { clusters } = kMeans(target, k, seed, STARTS);
    return { clusters, scores: score(clusters), lesson: null, losses: [] };
  }

  const learn = async (): Promise<Lesson | null> => {
    const same = truePairs(classes);
    if (plan.answers === 'flipped') {
      const called = answersTo('flipped', { judged: [], classes, rate: plan.rate, seed });
      return { source: null, target: pairScores(called, same), called: Uint8Array.from(called) };
    }
    const training = similarityTraining(plan.head, source, seed);
    for (let step = 0; step < training.steps; step++) {
      if (step % EVERY === 0) {
        if (await context.stopped()) return null;
        context.progress((LESSON * step) / training.steps);
      }
      training.step();
    }
    const { head } = training;
    const called = answersTo(plan.answers, {
      judged: judgePairs(head, target),
      classes,
      rate: 0,
      seed,
    });
    const asked = judgePairs(head, heldOut.points).map((value) => (value > 0.5 ? 1 : 0));
    return {
      source: pairScores(asked, truePairs(heldOut.classes)),
      target: pairScores(called, same),
      called: Uint8Array.from(called),
    };
  };
  const lesson = from?.lesson ?? (await learn());
  if (!lesson) return null;

  const clusterHead = structuredClone(
    from?.clusterHead ?? freshClusterHead(k, target.dimensions, seed),
  );
  const losses = [...(from?.losses ?? [])];
  const grouping = (): Grouping => {
    const clusters = clustersOf(memberships(clusterHead, target), k);
    return { clusters, scores: score(clusters), lesson, losses: [...losses] };
  };
  while (losses.length < CLUSTER_STEPS) {
    if (losses.length % EVERY === 0) {
      if (await context.stopped()) return null;
      const checkpoint: Checkpoint = {
        ...grouping(),
        lesson,
        clusterHead: structuredClone(clusterHead),
      };
      context.progress(LESSON + ((1 - LESSON) * losses.length) / CLUSTER_STEPS, checkpoint);
    }
    losses.push(trainClusterHead(clusterHead, target, lesson.called, loss));
  }
  return grouping();
}
