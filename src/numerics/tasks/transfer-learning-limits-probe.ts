import { disposeNetwork, type Network } from '../network/network.ts';
import { preprocess } from '../network/images.ts';
import { networkOf } from '../network/networkOf.ts';
import { valuesInBatches } from '../network/valuesInBatches.ts';
import type { Vectors } from '../novelty/distanceScores.ts';
import type { Pictures } from '../pruning/study.ts';
import { shuffled } from '../training/shuffled.ts';
import { letters } from '../transfer/letters.ts';
import { fitProbe, probeAnswers } from '../transfer/probe.ts';
import { startAt } from '../transfer/starts.ts';
import { CLASSES, NETWORK, TESTED_EACH, type Target } from '../transfer/study.ts';
import { partOf, type ModelContext, type TaskContext } from './context.ts';

/** Examples of each class that are tried. */
export const PROBED_EACH = [1, 2, 3, 5, 8, 12, 18, 25] as const;
/** Lessons that are drawn for each. */
const DRAWS = 20;
/** How strongly weights are drawn to zero. */
const LAMBDA = 10;

export interface ProbeInput {
  target: Target;
  /** The photographs of the known classes (label −1) and of the held-out ones (0 to 3). */
  photographs: Pictures;
  seed: number;
}

/** Right answers of the probes on one network's features. */
export interface ProbedNetwork {
  /** For each of `PROBED_EACH`: mean, least and most share over the draws. */
  shares: [mean: number, least: number, most: number][];
}

export interface ProbeOutput {
  trained: ProbedNetwork;
  untrained: ProbedNetwork;
  /** Share of pictures, of the source or the target, that a probe on the trained features takes for the other. */
  mistaken: number;
}

/**
 * Probes on frozen features of the trained network, and of the same network untrained; and how well a probe
 * tells the target's pictures from the source's. null when the reader has cancelled.
 */
export default async function probe(
  { target, photographs, seed }: ProbeInput,
  context: ModelContext,
): Promise<ProbeOutput | null> {
  const model = await context.loadModel(NETWORK, (share) => context.progress(share / 10));
  const trained = networkOf(model);
  const [height, width] = model.manifest.input.shape;
  const pool = target === 'far' ? letters(2 * TESTED_EACH, seed) : held(photographs);
  const source = chosen(photographs, (label) => label < 0);
  const features = async (network: Network, { pixels }: Pictures, from: number, share: number) => {
    const x = preprocess(model.manifest, pixels, [height, width]);
    const values = await valuesInBatches(network, x, 'average', partOf(context, from, share));
    x.dispose();
    return values && { values, length: values.length / (pixels.length / (height * width * 3)) };
  };
  const ofSource = await features(trained, source, 0.1, 0.25);
  const ofTarget = ofSource && (await features(trained, pool, 0.35, 0.15));
  if (!ofTarget) return null;
  const untrained = startAt(trained, 'random', CLASSES, seed);
  const ofUntrained = await features(untrained, pool, 0.5, 0.1);
  disposeNetwork(untrained);
  if (!ofUntrained) return null;
  const own = await probed(ofTarget, pool.labels, seed, partOf(context, 0.6, 0.2));
  const chance = own && (await probed(ofUntrained, pool.labels, seed, partOf(context, 0.8, 0.2)));
  if (!chance) return null;
  return { trained: own, untrained: chance, mistaken: mistakenDomains(ofSource, ofTarget, seed) };
}

/**
 * Of 50 pictures of each class, 25 by lot are learned from, or fewer; the others are the test. null when
 * the reader has cancelled.
 */
async function probed(
  features: Vectors,
  labels: readonly number[],
  seed: number,
  context: TaskContext,
): Promise<ProbedNetwork | null> {
  const shares: ProbedNetwork['shares'] = [];
  for (const [i, each] of PROBED_EACH.entries()) {
    if (await context.stopped()) return null;
    const found = Array.from({ length: DRAWS }, (_, draw) => {
      const [lesson, test]: [number[], number[]] = [[], []];
      for (let c = 0; c < CLASSES; c++) {
        const own = [...labels.keys()].filter((i) => labels[i] === c);
        const order = shuffled(own.length, seed, draw * CLASSES + c).flatMap((i) => own[i] ?? []);
        lesson.push(...order.slice(0, each));
        test.push(...order.slice(-TESTED_EACH));
      }
      const labelsOf = (numbers: number[]) => numbers.map((i) => labels[i] ?? 0);
      const own = fitProbe(rows(features, lesson), labelsOf(lesson), CLASSES, LAMBDA);
      const wanted = labelsOf(test);
      const answers = probeAnswers(own, rows(features, test));
      return answers.filter((answer, i) => answer === wanted[i]).length / test.length;
    });
    const mean = found.reduce((sum, share) => sum + share, 0) / DRAWS;
    shares.push([mean, Math.min(...found), Math.max(...found)]);
    context.progress((i + 1) / PROBED_EACH.length);
  }
  return { shares };
}

/** A probe learns source against target on a half of each, as many; its mistakes on the others. */
function mistakenDomains(source: Vectors, target: Vectors, seed: number): number {
  const count = Math.min(source.values.length, target.values.length) / source.length;
  const half = Math.floor(count / 2);
  const orders = [source, target].map((of, i) => ({
    of,
    order: shuffled(of.values.length / of.length, seed, i),
  }));
  const part = (from: number) => {
    const values = orders.flatMap(({ of, order }) => [
      ...Array.from(rows(of, order.slice(from, from + half)).values),
    ]);
    return { values, length: source.length };
  };
  const labels = Array.from({ length: 2 * half }, (_, i) => (i < half ? 0 : 1));
  const own = fitProbe(part(0), labels, 2, LAMBDA);
  const answers = probeAnswers(own, part(half));
  return answers.filter((answer, i) => answer !== labels[i]).length / answers.length;
}

function rows({ values, length }: Vectors, numbers: readonly number[]): Vectors {
  const all = Float32Array.from(values);
  const found = new Float32Array(numbers.length * length);
  numbers.forEach((n, i) => found.set(all.subarray(n * length, (n + 1) * length), i * length));
  return { values: found, length };
}

const held = (pictures: Pictures) => chosen(pictures, (label) => label >= 0);

function chosen({ pixels, labels }: Pictures, wanted: (label: number) => boolean): Pictures {
  const each = pixels.length / labels.length;
  const numbers = [...labels.keys()].filter((i) => wanted(labels[i] ?? -1));
  const found = new Uint8Array(numbers.length * each);
  numbers.forEach((n, i) => found.set(pixels.subarray(n * each, (n + 1) * each), i * each));
  return { pixels: found, labels: numbers.map((n) => labels[n] ?? 0) };
}
