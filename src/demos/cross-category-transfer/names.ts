import type { AnswerName } from '#numerics/clustering/answers.ts';
import type { SpaceName } from '#numerics/clustering/prepare.ts';
import type { HeadName } from '#numerics/clustering/similarityHead.ts';
import type { Plan } from '#numerics/tasks/cross-category-transfer-group.ts';

/** Where pictures are grouped, in words. */
export const spaceTitles: Record<SpaceName, string> = {
  pixels: 'pixels',
  untrained: 'untrained, unit spread',
  features: 'features',
  scaled: 'features, unit spread',
  whitened: 'features, class spread',
};

export const headTitles: Record<HeadName, string> = {
  cosine: 'cosine (2 numbers)',
  weights: 'weights (257 numbers)',
};

/** Whose answers are believed, in words. */
export const answerTitles: Record<AnswerName, string> = {
  head: 'the head’s own',
  grouped: 'its errors, dealt out within each pair of classes',
  dealt: 'its errors, dealt out',
  flipped: 'the truth, flipped at rate r',
};

/** The letter of a cluster. */
export const clusterName = (cluster: number) => String.fromCharCode(65 + cluster);

/** A plan in a few words. */
export function describePlan({ space, method, head, loss, k, seed }: Plan): string {
  const way =
    method === 'kmeans'
      ? `k-means on ${spaceTitles[space]}`
      : `similarity by ${head} on ${spaceTitles[space]}, ${loss.toUpperCase()}`;
  return `${way}, K = ${k}, seed ${seed}`;
}
