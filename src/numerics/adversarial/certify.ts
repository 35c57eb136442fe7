import { lowerBound } from './clopperPearson.ts';
import { normalQuantile } from './normalDistribution.ts';

/** How often each class was the answer to a noisy copy of the image. */
export type Votes = readonly number[];

/** What can be said, with confidence 1 − α, of the smoothed answer. */
export interface Certificate {
  /** The class, or null: the smoothed network abstains. */
  answer: number | null;
  /** At least this share of all noise gives the class, as far as the draws show. */
  lowest: number;
  /** Within this L2 distance, in units of σ's, the answer stays; 0 where it abstains. */
  radius: number;
}

/**
 * CERTIFY of Cohen et al. (2019): a few draws choose the
 * class, many fresh ones count it. R = σ Φ⁻¹(p) if the lower
 * bound p of its share is above one half; else it abstains.
 */
export function certify(
  chosenBy: Votes,
  counted: Votes,
  { sigma, alpha }: { sigma: number; alpha: number },
): Certificate {
  const chosen = chosenBy.indexOf(Math.max(...chosenBy));
  const n = counted.reduce((sum, count) => sum + count, 0);
  const lowest = lowerBound(counted[chosen] ?? 0, n, alpha);
  if (lowest <= 0.5) return { answer: null, lowest, radius: 0 };
  return { answer: chosen, lowest, radius: sigma * normalQuantile(lowest) };
}
