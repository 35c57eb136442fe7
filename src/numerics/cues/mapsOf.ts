import { dispose, tensor4d, tidy, type Tensor4D } from '@tensorflow/tfjs-core';

import type { Attribution } from '../attribution/attribution.ts';
import { gradCam } from '../attribution/gradCam.ts';
import { gradient } from '../attribution/gradient.ts';
import { enlarge, largestMagnitude } from '../attribution/pixelMaps.ts';
import type { Network } from '../network/network.ts';
import { logit } from '../network/scalars.ts';
import type { TaskContext } from '../tasks/context.ts';
import { SIDE, type Cue } from './cue.ts';
import { inputsOf } from './inputsOf.ts';
import { LAST_MAPS, LOGITS, type Pictures } from './trial.ts';

/** The two methods of the chapter: Simonyan's map of the gradient, and Grad-CAM. */
export const mapMethods = ['saliency', 'gradCam'] as const;
export type MapMethod = (typeof mapMethods)[number];

/** Maps of pictures in their order. */
export interface MapsOfPictures extends Record<MapMethod, Float32Array[]> {
  /** The gradients that the saliency maps are the magnitudes of: 32×32×3 signed numbers each. */
  gradients: Float32Array[];
}

const attributions: Record<MapMethod, Attribution> = {
  saliency: gradient,
  gradCam: gradCam({ layer: LAST_MAPS }),
};

/** Images at once. */
const AT_ONCE = 25;

/**
 * Maps of the score of side 0 for these pictures, all with the cue or all without: one of 32×32 for
 * each picture, Grad-CAM's enlarged. null when the reader has cancelled.
 */
export async function mapsOf(
  network: Network,
  pictures: Pictures,
  chosen: readonly { picture: number; cue: Cue | null }[],
  context: TaskContext,
): Promise<MapsOfPictures | null> {
  const found: MapsOfPictures = { saliency: [], gradCam: [], gradients: [] };
  const scalar = logit(LOGITS, 0);
  for (let first = 0; first < chosen.length; first += AT_ONCE) {
    const part = chosen.slice(first, first + AT_ONCE);
    const x = tensor4d(inputsOf(pictures, part), [part.length, SIDE, SIDE, 3]);
    try {
      for (const method of mapMethods) {
        if (await context.stopped()) return null;
        const signal = await attributions[method]({ network, x, scalar }, context);
        if (!signal) return null;
        const onImage = tidy(() => drawn(signal));
        found[method].push(...pieces(await onImage.data(), part.length));
        if (method === 'saliency')
          found.gradients.push(...pieces(await signal.data(), part.length));
        dispose([signal, onImage]);
      }
    } finally {
      x.dispose();
    }
  }
  return found;
}

function drawn(signal: Tensor4D): Tensor4D {
  return signal.shape[1] === SIDE ? largestMagnitude(signal) : enlarge(signal, [SIDE, SIDE]);
}

/** As many equal pieces, each a copy. */
function pieces(values: ArrayLike<number>, count: number): Float32Array[] {
  const all = Float32Array.from(values);
  const each = all.length / count;
  return Array.from({ length: count }, (_, i) => all.slice(i * each, (i + 1) * each));
}
