import { tidy, square, sum, type Tensor4D } from '@tensorflow/tfjs-core';

import type { Network } from '../network/network.ts';
import type { LossTerm } from '../style/transferLoss.ts';
import { transferTerms } from '../style/transferTerms.ts';

/** How the chapter gives a picture another's texture; `training/experiments/restyle.py` does the same. */
export const restyling = {
  /** The network whose features say what texture and content are. */
  network: 'twin',
  styleLayers: ['conv1', 'conv2', 'conv3'],
  contentLayer: 'conv4',
  contentWeight: 0.1,
  steps: 60,
  rate: 0.05,
} as const;

/**
 * The terms of Gatys's loss for one content and one style image [1,H,W,3], each relative to the size
 * of what is asked for, so that layers count alike: the mean over the style layers of
 * ‖G/M − Ā‖²/‖Ā‖², and `contentWeight` times ‖F − P‖²/‖P‖². `dispose` their targets.
 */
export function relativeTerms(
  network: Network,
  images: { content: Tensor4D; style: Tensor4D },
  contentWeight: number,
): LossTerm[] {
  const { styleLayers, contentLayer } = restyling;
  const terms = transferTerms(network, images, {
    content: { place: contentLayer, weight: 1 },
    style: styleLayers.map((place) => ({ place, weight: 1 })),
  });
  return terms.map((term) => {
    const size = tidy(() => sum(square(term.target)).dataSync()[0] ?? 0);
    // The losses of `style/` are ‖G/M − Ā‖²/4N² and ½‖F − P‖².
    const scale =
      term.kind === 'gram'
        ? (4 * term.target.shape[0] ** 2) / styleLayers.length
        : 2 * contentWeight;
    return { ...term, weight: scale / Math.max(size, 1e-8) };
  });
}
