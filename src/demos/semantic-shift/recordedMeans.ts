import { novelty } from './recordedNovelty.ts';

/** The mean features of each class that the network knows, over all its training images. */
export const recordedMeans = {
  values: novelty.means.flat(),
  length: novelty.means[0]?.length ?? 0,
};
