import {
  concat,
  mean,
  mul,
  reshape,
  sqrt,
  sub,
  tidy,
  type Tensor2D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';

import { firstMoments, secondMoments } from './textureStatistics.ts';

/** What of a layer's maps two patches can be compared by. */
export const mapMeasures = ['maps', 'means', 'spreads', 'gram'] as const;
export type MapMeasure = (typeof mapMeasures)[number];

/** What two patches can be compared by: their pixels, their greys, or the maps of a layer. */
export const measures = ['pixels', 'greys', ...mapMeasures] as const;
export type Measure = (typeof measures)[number];

/**
 * A layer's maps [N,H,W,C] as a measure sees them, a row of numbers for each patch: `maps`, all of
 * them, place by place; `means`, the mean of every channel; `spreads`, means and standard deviations;
 * `gram`, the second moments T.
 */
export function describeMaps(measure: MapMeasure, maps: Tensor4D): Tensor2D {
  const [n] = maps.shape;
  switch (measure) {
    case 'maps':
      return reshape(maps, [n, -1]);
    case 'means':
      return firstMoments(maps);
    case 'spreads':
      return meansAndSpreads(maps);
    case 'gram':
      return tidy(() => reshape(secondMoments(maps), [n, -1]));
  }
}

/** μ_c and σ_c of every channel, as adaptive instance normalisation matches them: [N,H,W,C] → [N,2C]. */
function meansAndSpreads(maps: Tensor4D): Tensor2D {
  return tidy(() => {
    const means = mean(maps, [1, 2], true);
    const away = sub(maps, means);
    const spreads = sqrt(mean<Tensor2D>(mul(away, away), [1, 2]));
    return concat([reshape(means, spreads.shape), spreads], 1);
  });
}
