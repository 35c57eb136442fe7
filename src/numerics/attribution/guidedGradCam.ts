import { mul, tidy } from '@tensorflow/tfjs-core';

import type { Attribution } from './attribution.ts';
import { backwardSignal } from './gradient.ts';
import { gradCam, type GradCamOptions } from './gradCam.ts';
import { enlarge } from './pixelMaps.ts';

/**
 * Guided backpropagation's fine signal where Grad-CAM's coarse map points: their product, the map
 * enlarged bilinearly to the image (Selvaraju et al. 2017). [N,H,W,C].
 */
export function guidedGradCam(options: GradCamOptions): Attribution {
  const coarse = gradCam(options);
  return async (question, context) => {
    const map = await coarse(question, context);
    if (!map) return null;
    return tidy(() => {
      const [, h, w] = question.x.shape;
      const where = enlarge(map, [h, w]);
      map.dispose();
      return mul(backwardSignal(question, { relu: 'guided' }), where);
    });
  };
}
