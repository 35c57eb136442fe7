import { dispose, mul, square, sum, tensor4d, tidy, type Tensor4D } from '@tensorflow/tfjs-core';

import { correlation } from '../correlation.ts';
import { squareOf, type ReaderPixels } from '../images/squareOf.ts';
import { disposeNetwork, type Network } from '../network/network.ts';
import { networkOf } from '../network/networkOf.ts';
import { randomiseFromTop } from '../network/randomiseLayers.ts';
import { valuesAt } from '../network/run.ts';
import { mulberry32 } from '../random.ts';
import { optimiseImage, type ImageSoFar } from '../style/optimiseImage.ts';
import { transferLoss, type LossTerm } from '../style/transferLoss.ts';
import { transferTerms } from '../style/transferTerms.ts';
import type { ModelContext } from './context.ts';

/** The convolutions of the book's network, whose maps are compared. */
export const stylePlaces = ['conv1', 'conv2', 'conv3', 'conv4', 'conv5'] as const;
export type StylePlace = (typeof stylePlaces)[number];

/** What is asked of a transfer. */
export interface TransferSettings {
  /** Pixels of a side of the new image. */
  side: number;
  contentPlace: StylePlace;
  /** Whether the content is compared by Gram matrices, too: the mistake of the card. */
  byGram: boolean;
  /** λ_style for λ_content = 1; each loss is divided by its size, see `transfer`. */
  lambda: number;
  /** w_l of conv1 to conv5, divided by their sum; a layer with 0 is left out. */
  weights: readonly number[];
  centred: boolean;
  start: 'content' | 'noise';
  /** What the noise, and random filters, are drawn from. */
  seed: number;
  filters: 'trained' | 'random';
  steps: number;
}

export interface TransferInput {
  content: ReaderPixels;
  style: ReaderPixels;
  settings: TransferSettings;
  /** An earlier part of the same transfer, to go on from. */
  from?: ImageSoFar | undefined;
}

/** How one layer's Gram matrix compares with the style image's. */
export interface LayerReport {
  place: StylePlace;
  /** E_l, and E_l of the content image, by which it is divided. */
  loss: number;
  ofContent: number;
}

/** An image on its way or finished, and what is measured of it. */
export interface TransferReport {
  /** RGB from 0 to 255, row by row. */
  pixels: Uint8Array;
  side: number;
  step: number;
  layers: LayerReport[];
  /** L_content at the content layer, position by position, also where the recipe has not asked for it. */
  contentLoss: number;
  /** ½‖P‖², the same for an image without any features there: by what it is divided. */
  contentSize: number;
  /** Correlation with the content image, of its pixels and of its features at the content layer. */
  pixelCorrelation: number;
  featureCorrelation: number;
  /** After each step the weighed losses, divided: content (or what stood for it), and Σ w_l E_l. */
  history: { content: number; style: number }[];
  /** To go on from. */
  soFar: ImageSoFar;
}

/** Adam's step, of values from −1 to 1, and the steps between two reports. */
const [RATE, EVERY] = [0.05, 10];

/**
 * Style transfer: an image whose features at one layer are the content image's, and whose Gram
 * matrices at several are the style image's. Losses are divided by what makes them comparable: the
 * content loss by ½‖P‖², each E_l by that of the content image. null when the reader has cancelled.
 */
export default async function transfer(
  { content, style, settings, from }: TransferInput,
  context: ModelContext,
): Promise<TransferReport | null> {
  const { side, seed, steps, centred, lambda, contentPlace, byGram } = settings;
  const model = await context.loadModel('base');
  const trained = networkOf(model);
  const network =
    settings.filters === 'random'
      ? randomiseFromTop(trained, stylePlaces.length + 1, seed)
      : trained;
  const [p, a] = [imageOf(squareOf(content, side)), imageOf(style)];
  const total = settings.weights.reduce((all, weight) => all + weight, 0);
  const asked = stylePlaces.flatMap((place, i) => {
    const weight = settings.weights[i] ?? 0;
    return weight > 0 ? [{ place, weight: weight / total }] : [];
  });
  const terms = transferTerms(
    network,
    { content: p, style: a },
    { content: { place: contentPlace, weight: 1, byGram }, style: asked, centred },
  );
  try {
    const sizes = await sizesOf(network, { content: p, style: a }, terms);
    const weighed = terms.map((term, i): LossTerm => ({
      ...term,
      weight: (i === 0 ? term.weight : lambda * term.weight) / (sizes[i] ?? 1),
    }));
    const shape: Tensor4D['shape'] = [1, side, side, 3];
    const start =
      settings.start === 'noise' ? noise(seed, side) : Float32Array.from(await p.data());
    const share = (losses: readonly number[], i: number) => (losses[i] ?? 0) / (sizes[i] ?? 1);

    const report = async (soFar: ImageSoFar): Promise<TransferReport> => {
      const now = tidy(() => {
        const x = tensor4d(soFar.values, shape);
        const values = transferLoss(network, x, terms).values;
        return {
          values,
          features: valuesAt(network, x, contentPlace),
          wanted: valuesAt(network, p, contentPlace),
        };
      });
      const losses = await Promise.all(
        now.values.map(async (value) => (await value.data())[0] ?? 0),
      );
      const [f, wanted] = (await Promise.all([now.features.data(), now.wanted.data()])) as [
        Float32Array,
        Float32Array,
      ];
      const distance = f.reduce((all, value, i) => all + (value - (wanted[i] ?? 0)) ** 2, 0) / 2;
      const report: TransferReport = {
        pixels: Uint8Array.from(soFar.values, (value) => Math.round((value + 1) * 127.5)),
        side,
        step: soFar.losses.length,
        layers: asked.map(({ place }, i) => ({
          place,
          loss: losses[i + 1] ?? 0,
          ofContent: sizes[i + 1] ?? 1,
        })),
        contentLoss: distance,
        contentSize: wanted.reduce((all, value) => all + value ** 2, 0) / 2,
        pixelCorrelation: correlation(soFar.values, await p.data()),
        featureCorrelation: correlation(f, wanted),
        history: [...soFar.losses, losses].map((values) => ({
          content: share(values, 0),
          style: asked.reduce((all, { weight }, i) => all + weight * share(values, i + 1), 0),
        })),
        soFar,
      };
      dispose([...now.values, now.features, now.wanted]);
      return report;
    };

    const done = await optimiseImage(
      from ?? { shape, values: start },
      (x) => transferLoss(network, x, weighed),
      {
        steps,
        rate: RATE,
        every: EVERY,
        onImage: async (soFar) =>
          context.progress(soFar.losses.length / steps, await report(soFar)),
      },
      context,
    );
    return done && (await report(done));
  } finally {
    dispose([p, a, ...terms.map(({ target }) => target)]);
    if (network !== trained) disposeNetwork(network);
  }
}

/**
 * By what each term is divided: ½‖P‖² for the content's features; E_l of the content image for the
 * style; for a content compared by Gram matrices, E_l of the style image.
 */
async function sizesOf(
  network: Network,
  images: { content: Tensor4D; style: Tensor4D },
  terms: readonly LossTerm[],
): Promise<number[]> {
  const sizes = tidy(() => {
    const [ofContent, ofStyle] = [images.content, images.style].map(
      (image) =>
        transferLoss(
          network,
          image,
          terms.filter(({ kind }) => kind === 'gram'),
        ).values,
    );
    const [first] = terms;
    return first?.kind === 'features'
      ? [mul(sum(square(first.target)), 0.5), ...(ofContent ?? [])]
      : [...(ofStyle?.slice(0, 1) ?? []), ...(ofContent?.slice(1) ?? [])];
  });
  const numbers = await Promise.all(sizes.map(async (size) => (await size.data())[0] ?? 1));
  dispose(sizes);
  // A picture in its own style has nothing to lose.
  return numbers.map((size) => (size > 0 ? size : 1));
}

/** Pixels 0 to 255 as an image [1,H,W,3] with values from −1 to 1. */
function imageOf({ pixels, height, width }: ReaderPixels): Tensor4D {
  return tensor4d(
    Float32Array.from(pixels, (value) => value / 127.5 - 1),
    [1, height, width, 3],
  );
}

/** Faint even noise around grey. */
function noise(seed: number, side: number): Float32Array {
  const random = mulberry32(Math.imul(seed, 0x85ebca6b));
  return Float32Array.from({ length: side * side * 3 }, () => random() - 0.5);
}
