import type { Window } from '../receptiveField.ts';
import type { Layer } from './layer.ts';

/**
 * The layer as the receptive field sees it: a window that moves, 1×1 for what works value by value
 * (or, like AlexNet's normalisation, across channels only). Null for a layer after which there is no
 * map to move over (global pooling, flatten, dense), and for a sum, whose branches differ.
 */
export function windowOf(layer: Layer): Window | null {
  switch (layer.type) {
    case 'conv':
    case 'maxPool':
    case 'averagePool': {
      const { kernel, stride = 1, padding: p = 0 } = layer;
      return {
        kernelSize: [kernel, kernel],
        stride,
        padding: { top: p, bottom: p, left: p, right: p },
        dilation: layer.type === 'conv' ? (layer.dilation ?? 1) : 1,
      };
    }
    case 'relu':
    case 'batchNorm':
    case 'localResponseNorm':
      return { kernelSize: [1, 1] };
    default:
      return null;
  }
}
