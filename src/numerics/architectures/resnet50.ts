import type { Architecture, Layer } from './layer.ts';

/** [channels inside, blocks] of each stage; four times as many channels come out. */
const stages = [
  [64, 3],
  [128, 4],
  [256, 6],
  [512, 3],
] as const;

/**
 * ResNet-50 of He, Zhang, Ren and Sun, CVPR 2016, Table 1: a convolution, four stages of bottleneck
 * blocks, global average pooling, one dense layer. Where a stage halves the maps, its first 1×1
 * convolution has the stride, as in the paper; `stridedKernel: 3` gives it to the 3×3 one, as
 * PyTorch's model does, which costs more multiply-adds and the same 25,557,032 parameters.
 */
export function resnet50({ stridedKernel = 1 }: { stridedKernel?: 1 | 3 } = {}): Architecture {
  return {
    name: 'ResNet-50',
    inputShape: [224, 224, 3],
    layers: [
      ...convolution('1', { kernel: 7, channels: 64, stride: 2, padding: 3 }),
      { name: 'relu1', type: 'relu' },
      { name: 'pool1', type: 'maxPool', kernel: 3, stride: 2, padding: 1 },
      ...stages.flatMap(([channels, depth], stage) =>
        Array.from({ length: depth }, (_, i) => {
          const stride = i === 0 && stage > 0 ? 2 : 1;
          return bottleneck(`stage${stage + 2}_${i + 1}`, channels, stride, i === 0, stridedKernel);
        }).flat(),
      ),
      { name: 'average', type: 'globalAveragePool' },
      { name: 'fc', type: 'dense', units: 1000 },
    ],
  };
}

/** The input, projected by a 1×1 convolution when its shape changes, plus 1×1, 3×3, 1×1. */
function bottleneck(
  name: string,
  channels: number,
  stride: number,
  changesShape: boolean,
  stridedKernel: 1 | 3,
): Layer[] {
  const first = stridedKernel === 1 ? stride : 1;
  const second = stridedKernel === 3 ? stride : 1;
  const residual: Layer[] = [
    ...convolution('1', { kernel: 1, channels, stride: first }),
    { name: 'relu1', type: 'relu' },
    ...convolution('2', { kernel: 3, channels, stride: second, padding: 1 }),
    { name: 'relu2', type: 'relu' },
    ...convolution('3', { kernel: 1, channels: 4 * channels }),
  ];
  const shortcut = changesShape
    ? convolution('Shortcut', { kernel: 1, channels: 4 * channels, stride })
    : [];
  return [
    { name, type: 'sum', branches: [residual, shortcut] },
    { name: `${name}_relu`, type: 'relu' },
  ];
}

/** A convolution without biases, and the normalisation that has them. */
function convolution(
  suffix: string,
  window: { kernel: number; channels: number; stride?: number; padding?: number },
): Layer[] {
  return [
    { name: `conv${suffix}`, type: 'conv', bias: false, ...window },
    { name: `norm${suffix}`, type: 'batchNorm' },
  ];
}
