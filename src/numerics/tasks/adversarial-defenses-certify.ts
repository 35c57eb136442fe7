import { certify, type Certificate, type Votes } from '../adversarial/certify.ts';
import { classifierOf } from '../adversarial/classifier.ts';
import { drawsOf } from '../adversarial/attack.ts';
import { noisyVotes } from '../adversarial/noisyVotes.ts';
import { unitImages } from '../adversarial/unitImages.ts';
import { partOf, type ModelContext } from './context.ts';

/** Draws that choose the class before others count it. */
export const CHOOSING = 100;

/** One picture of 32×32, RGB from 0 to 255, and how it is smoothed. */
export interface CertifyInput {
  pixels: ArrayLike<number>;
  /** A network of `public/models`. */
  network: string;
  /** σ, in units of the range from 0 to 1. */
  sigma: number;
  /** Draws that count. */
  n: number;
  alpha: number;
  seed: number;
}

export interface CertifyOutput extends Certificate {
  chosenBy: Votes;
  votes: Votes;
}

/** The votes and what they prove; null when the reader has cancelled. */
export default async function certifyPicture(
  { pixels, network, sigma, n, alpha, seed }: CertifyInput,
  context: ModelContext,
): Promise<CertifyOutput | null> {
  const model = await context.loadModel(network);
  const classifier = classifierOf(model);
  const classes = model.manifest.classes.length;
  const draw = drawsOf(seed);
  const u = unitImages(pixels);
  const share = CHOOSING / (CHOOSING + n);
  try {
    const quiet = {
      ...context,
      progress: (fraction: number) => context.progress(share * fraction),
    };
    const chosenBy = await noisyVotes(classifier, u, { sigma, n: CHOOSING, classes }, draw, quiet);
    if (!chosenBy) return null;
    const rest = partOf(context, share, 1 - share);
    const votes = await noisyVotes(classifier, u, { sigma, n, classes }, draw, rest);
    if (!votes) return null;
    return { ...certify(chosenBy, votes, { sigma, alpha }), chosenBy, votes };
  } finally {
    u.dispose();
  }
}
