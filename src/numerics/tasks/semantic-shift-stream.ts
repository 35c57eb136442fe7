import { dispose } from '@tensorflow/tfjs-core';

import { preprocess } from '../network/images.ts';
import { networkOf } from '../network/networkOf.ts';
import { alter, type Alteration } from '../novelty/alter.ts';
import type { Vectors } from '../novelty/distanceScores.ts';
import { familiarity, logitsOf, type Readings, type Scores } from '../novelty/familiarity.ts';
import { chosen, read } from '../novelty/read.ts';
import {
  drawStream,
  noisePictures,
  NOISE_PICTURES,
  type Kind,
  type Passing,
} from '../novelty/stream.ts';
import { partOf, type ModelContext } from './context.ts';

export interface StreamInput {
  /** The gallery: pictures of 32×32, RGB from 0 to 255, one after the other. */
  pixels: Uint8Array;
  /** For each picture the network's number of its class; −1 for a class that it does not know. */
  labels: readonly number[];
  alteration: Alteration;
  /** From 0, not altered, to 1. */
  amount: number;
  /** Draws the noise and the stream. */
  seed: number;
  /** Mean features of the known classes. */
  means: Vectors;
  /** What an earlier run has read of the gallery, if there was one. */
  gallery?: Readings | undefined;
}

/** What is known of all pictures of a kind. */
export interface KindRead {
  scores: Scores;
  /** The class that the network gives each. */
  answers: number[];
}

export interface StreamOutput {
  read: Record<Kind, KindRead>;
  /** Share of the altered pictures that the network names rightly. */
  right: number;
  shown: Passing[];
  /** The pictures shown, one after the other. */
  shownPixels: Uint8Array;
  gallery: Readings;
}

const NETWORK = 'six';

/** Reads known, altered, new and random pictures and scores them; null when the reader has cancelled. */
export default async function stream(
  { pixels, labels, alteration, amount, seed, means, gallery }: StreamInput,
  context: ModelContext,
): Promise<StreamOutput | null> {
  const model = await context.loadModel(NETWORK, (share) => context.progress(share / 10));
  const network = networkOf(model);
  const [height, width, colours] = model.manifest.input.shape;
  const each = height * width * colours;
  const numbersOf = (isKnown: boolean) =>
    [...labels.keys()].filter((i) => (labels[i] ?? -1) >= 0 === isKnown);
  const [known, unknown] = [numbersOf(true), numbersOf(false)];
  const pictureAt = (of: Uint8Array, i: number) => of.subarray(i * each, (i + 1) * each);

  const altered = new Uint8Array(known.length * each);
  known.forEach((n, i) => altered.set(alter(pictureAt(pixels, n), alteration, amount), i * each));
  const noise = noisePictures(NOISE_PICTURES, each, seed);

  const total = (gallery ? 0 : labels.length) + known.length + NOISE_PICTURES;
  let done = 0;
  const readThese = async (of: Uint8Array): Promise<Readings | null> => {
    const count = of.length / each;
    const x = preprocess(model.manifest, of, [height, width]);
    const part = partOf(context, 0.1 + (0.8 * done) / total, (0.8 * count) / total);
    const found = await read(network, x, part);
    dispose(x);
    done += count;
    return found;
  };
  const ofGallery = gallery ?? (await readThese(pixels));
  const ofAltered = ofGallery && (await readThese(altered));
  const ofNoise = ofAltered && (await readThese(noise));
  if (!ofNoise) return null;

  const ofKnown = chosen(ofGallery, known);
  const familiar = { means, bank: ofKnown.features };
  const own = known.map((_, i) => i);
  const kindRead = (readings: Readings, leftOut?: number[]): KindRead => ({
    scores: familiarity(readings, familiar, leftOut),
    answers: logitsOf(readings).map((logits) => logits.indexOf(Math.max(...logits))),
  });
  const found: Record<Kind, KindRead> = {
    known: kindRead(ofKnown, own),
    altered: kindRead(ofAltered, own),
    new: kindRead(chosen(ofGallery, unknown)),
    noise: kindRead(ofNoise),
  };
  const right = known.filter((n, i) => found.altered.answers[i] === labels[n]).length;

  const shown = drawStream(
    {
      known: known.length,
      altered: known.length,
      new: unknown.length,
      noise: NOISE_PICTURES,
    },
    seed,
  );
  const shownPixels = new Uint8Array(shown.length * each);
  shown.forEach(({ kind, index }, i) => {
    const picture = {
      known: () => pictureAt(pixels, known[index] ?? 0),
      altered: () => pictureAt(altered, index),
      new: () => pictureAt(pixels, unknown[index] ?? 0),
      noise: () => pictureAt(noise, index),
    }[kind]();
    shownPixels.set(picture, i * each);
  });
  return { read: found, right: right / known.length, shown, shownPixels, gallery: ofGallery };
}
