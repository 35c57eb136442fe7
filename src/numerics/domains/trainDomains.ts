import { dispose } from '@tensorflow/tfjs-core';

import { answersOf } from '../conflict/answersOf.ts';
import { disposeNetwork } from '../network/network.ts';
import type { Weights } from '../network/weights.ts';
import { mulberry32 } from '../random.ts';
import type { TaskContext } from '../tasks/context.ts';
import { adam, type AdamMemory } from '../training/adam.ts';
import { saveWeights, withWeights } from '../training/savedWeights.ts';
import { orderOfPart } from '../training/shuffled.ts';
import { smallNetwork } from '../training/smallNetwork.ts';
import type { Examples } from '../training/trainEpoch.ts';
import { domainBatch } from './domainBatch.ts';
import { domainGradients } from './domainGradients.ts';
import { domainNetwork } from './domainNetwork.ts';
import { drawn } from './drawn.ts';
import { evenWeights, raiseWeights } from './groupWeights.ts';
import { CLASSES, SIDE } from './scene.ts';
import { styles } from './styles.ts';
import { domainStudy, scenesOf, type DomainTrial } from './study.ts';

/** Right answers in every style, in the order of `styles`: to choose by, and to be judged by. */
export interface DomainRecord {
  validation: number[];
  test: number[];
}

/** How far a training is, and all that it takes to go on; reported after each part. */
export interface DomainCheckpoint {
  history: DomainRecord[];
  /** Group-DRO's weights of the sources; even ones for the other methods. */
  groups: number[];
  weights: Weights;
  memory: AdamMemory;
}

const { widths, examples, batch, rate, steps, parts, validation, test } = domainStudy;

/**
 * Trains a small network on the sources and counts after each part its right answers in every style,
 * the sources and the others. Each part depends on the seed, its number and the checkpoint before
 * only, so that a run that was paused ends like one that was not. null when the reader has cancelled.
 */
export async function trainDomains(
  { sources, method, seed, reversal = domainStudy.reversal }: DomainTrial,
  from: DomainCheckpoint | undefined,
  context: TaskContext,
): Promise<DomainCheckpoint | null> {
  const count = sources.length;
  const each = Math.floor(examples / count);
  const perStep = Math.round(batch / count);
  const lessons = sources.map((style) => drawn(scenesOf(each, seed, styles.indexOf(style)), style));
  const asked = styles.map((style, s) => ({
    validation: drawn(scenesOf(validation, seed, 10 + s), style),
    test: drawn(scenesOf(test, TEST_SEED, s), style),
  }));
  const optimiser = adam(rate, from?.memory);
  const size = { widths, classes: CLASSES };
  const start = method === 'dann' ? domainNetwork(size, count, seed) : smallNetwork(size, seed);
  let network = from ? withWeights(start, from.weights) : start;
  if (from) disposeNetwork(start);
  let groups = from?.groups ?? evenWeights(count);
  let checkpoint = from ?? null;
  const history = [...(from?.history ?? [])];
  const right = async ({ values, labels }: Examples) =>
    (await answersOf(network, values, SIDE)).filter((answer, i) => answer === labels[i]).length;
  try {
    while (history.length < parts) {
      const part = history.length;
      const random = mulberry32(Math.imul(seed, 0x85ebca6b) + part + 1);
      const orders = sources.map((_, d) =>
        orderOfPart(each, perStep * steps, seed, 100 * d + part),
      );
      for (let step = 0; step < steps; step++) {
        if (await context.stopped()) {
          disposeNetwork(network);
          return null;
        }
        const chosen = orders.map((order) => order.slice(step * perStep, (step + 1) * perStep));
        const lesson = domainBatch(lessons, chosen, method === 'mix' ? random : null);
        const done = (part * steps + step) / (parts * steps);
        const found = domainGradients(network, lesson, count, {
          weigh: (losses) =>
            method === 'dro'
              ? (groups = raiseWeights(groups, losses, domainStudy.groupRate))
              : groups,
          reversal: method === 'dann' ? reversal * riseAt(done) : null,
        });
        const next = optimiser.step(network, found.gradients);
        dispose(lesson.x);
        for (const { kernel, bias } of Object.values(found.gradients)) dispose([kernel, bias]);
        disposeNetwork(network);
        network = next;
        context.progress(done);
      }
      const record: DomainRecord = { validation: [], test: [] };
      for (const own of asked) {
        record.validation.push(await right(own.validation));
        record.test.push(await right(own.test));
      }
      history.push(record);
      const weights = await saveWeights(network);
      const memory = await optimiser.save();
      checkpoint = { history: [...history], groups, weights, memory };
      context.progress(history.length / parts, checkpoint);
    }
    disposeNetwork(network);
    return checkpoint;
  } finally {
    optimiser.dispose();
  }
}

/** The seed of the pictures by which all networks are judged. */
const TEST_SEED = 2 ** 20;

/** 2/(1 + e^(−10p)) − 1 after a share p of the training: how λ rises from 0 (Ganin et al. 2016). */
export function riseAt(done: number): number {
  return 2 / (1 + Math.exp(-10 * done)) - 1;
}
