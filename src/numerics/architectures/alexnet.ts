import type { Architecture, Layer } from './layer.ts';

/** How AlexNet's input may be read, and whether it is split. */
export interface AlexnetReading {
  /** Pixels a side of the picture. */
  side: number;
  /** Zeros around it. */
  padding: number;
  /** 2 as trained, or 1: then every filter sees all maps. */
  groups: 1 | 2;
}

/**
 * AlexNet as it was trained in 2012, on two GPUs: the second, fourth and fifth convolution see only
 * the maps on their own GPU, which is two groups. Krizhevsky, Sutskever and Hinton, NIPS 2012, §3.5.
 * The paper says 224×224 pixels; 55×55 maps need 227 (or a padding), so the input here has 227.
 * 60,965,224 parameters.
 */
export const alexnet: Architecture = alexnetRead({ side: 227, padding: 0, groups: 2 });

/** The same layers on a picture of another side, padded or not, split into groups or whole. */
export function alexnetRead({ side, padding, groups }: AlexnetReading): Architecture {
  return {
    name: 'AlexNet',
    inputShape: [side, side, 3],
    layers: [
      { name: 'conv1', type: 'conv', kernel: 11, channels: 96, stride: 4, padding },
      relu(1),
      { name: 'norm1', type: 'localResponseNorm' },
      overlappingPool(1),
      { name: 'conv2', type: 'conv', kernel: 5, channels: 256, padding: 2, groups },
      relu(2),
      { name: 'norm2', type: 'localResponseNorm' },
      overlappingPool(2),
      { name: 'conv3', type: 'conv', kernel: 3, channels: 384, padding: 1 },
      relu(3),
      { name: 'conv4', type: 'conv', kernel: 3, channels: 384, padding: 1, groups },
      relu(4),
      { name: 'conv5', type: 'conv', kernel: 3, channels: 256, padding: 1, groups },
      relu(5),
      overlappingPool(5),
      { name: 'flatten', type: 'flatten' },
      { name: 'fc6', type: 'dense', units: 4096 },
      relu(6),
      { name: 'fc7', type: 'dense', units: 4096 },
      relu(7),
      { name: 'fc8', type: 'dense', units: 1000 },
    ],
  };
}

function relu(of: number): Layer {
  return { name: `relu${of}`, type: 'relu' };
}

/** Windows three wide, two apart. */
function overlappingPool(after: number): Layer {
  return { name: `pool${after}`, type: 'maxPool', kernel: 3, stride: 2 };
}
