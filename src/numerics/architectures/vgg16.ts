import type { Architecture, Layer } from './layer.ts';

/** [channels, convolutions] of each block; a pooling ends it. */
const blocks = [
  [64, 2],
  [128, 2],
  [256, 3],
  [512, 3],
  [512, 3],
] as const;

/**
 * VGG-16: configuration D of Simonyan and Zisserman, ICLR 2015, Table 1. Its layers go by the names
 * of the released model: conv1_1 to conv5_3, fc6 to fc8. 138,357,544 parameters.
 */
export const vgg16: Architecture = {
  name: 'VGG-16',
  inputShape: [224, 224, 3],
  layers: [
    ...blocks.flatMap(([channels, depth], block) => blockOf(block + 1, channels, depth)),
    { name: 'flatten', type: 'flatten' },
    { name: 'fc6', type: 'dense', units: 4096 },
    { name: 'relu6', type: 'relu' },
    { name: 'fc7', type: 'dense', units: 4096 },
    { name: 'relu7', type: 'relu' },
    { name: 'fc8', type: 'dense', units: 1000 },
  ],
};

function blockOf(block: number, channels: number, depth: number): Layer[] {
  const pairs = Array.from({ length: depth }, (_, i): Layer[] => [
    { name: `conv${block}_${i + 1}`, type: 'conv', kernel: 3, channels, padding: 1 },
    { name: `relu${block}_${i + 1}`, type: 'relu' },
  ]);
  return [...pairs.flat(), { name: `pool${block}`, type: 'maxPool', kernel: 2, stride: 2 }];
}
