import { colourCosts } from './colourModel.ts';
import { seedsOf, type Seeds } from './seeds.ts';
import { segment, type Picture } from './segment.ts';

/** How a map becomes a mask. */
export interface SeededCutOptions {
  /** Shares of the pixels that are seeds: 0.05 and 0.3 in Simonyan et al. (2014). */
  foregroundShare: number;
  backgroundShare: number;
  /** λ: what it costs to part two neighbours of the same colour. */
  lambda: number;
  /** How far apart two colours are, of 255, that parting neighbours gets cheap. */
  sigma?: number;
  /** How far a seed's colour reaches in the colour models, of 255. */
  bandwidth?: number;
  /** Whether a seed keeps its label for certain; otherwise it only lends its colour. */
  certain?: boolean;
}

/**
 * A mask from a map of one number a pixel: its highest and lowest values choose the seeds, the
 * seeds' colours make two colour models, and a minimum cut labels every pixel by its *colour*. The
 * map is not asked again (Simonyan, Vedaldi and Zisserman 2014; kernel densities in place of their
 * Gaussian mixtures). Throws without seeds of either kind.
 */
export function seededCut(
  picture: Picture,
  map: ArrayLike<number>,
  options: SeededCutOptions,
): { seeds: Seeds; labels: Uint8Array } {
  const { foregroundShare, backgroundShare, lambda, certain = false } = options;
  const { sigma = 25, bandwidth = 25 } = options;
  const seeds = seedsOf(map, foregroundShare, backgroundShare);
  const foreground = colourCosts(picture.pixels, seeds.foreground, { bandwidth });
  const background = colourCosts(picture.pixels, seeds.background, { bandwidth });
  if (certain) {
    for (const i of seeds.foreground) background[i] = Infinity;
    for (const i of seeds.background) foreground[i] = Infinity;
  }
  const { labels } = segment(picture, { foreground, background, lambda, sigma });
  return { seeds, labels };
}
