import type { Architecture, Layer } from './layer.ts';

/** One block: so many convolutions that keep the size, 1×1 ones behind them, and a pooling that halves it. */
export interface Block {
  /** n: convolutions with the block's kernel. */
  readonly convolutions: number;
  /** k: the kernel's side, odd. */
  readonly kernel: number;
  /** C: the maps of each. */
  readonly channels: number;
  /** 1×1 convolutions behind them. */
  readonly pointwise?: number;
}

/**
 * The configurations of Simonyan and Zisserman, ICLR 2015, Table 1: in all of them five blocks with
 * 64, 128, 256, 512 and 512 maps. C ends its last three blocks with a 1×1 convolution. (A-LRN is A
 * with a local response normalisation, which has no parameters.)
 */
export const vggBlocks = {
  A: blocksOf([1, 1, 2, 2, 2]),
  B: blocksOf([2, 2, 2, 2, 2]),
  C: blocksOf([2, 2, 2, 2, 2]).map((block, i) => (i < 2 ? block : { ...block, pointwise: 1 })),
  D: blocksOf([2, 2, 3, 3, 3]),
  E: blocksOf([2, 2, 4, 4, 4]),
} as const satisfies Record<string, readonly Block[]>;

export type VggName = keyof typeof vggBlocks;

/** Whether the maps are flattened before three dense layers, or averaged before one. */
export type VggHead = 'flat' | 'pooled';

/**
 * A network of blocks for colour images of side × side pixels and 1,000 classes, with the dense
 * layers of the paper (4096, 4096, 1000), or with an average and one. Layers go by the names of the
 * released models: conv1_1, …, pool5, fc6, fc7, fc8.
 */
export function vgg(
  name: string,
  blocks: readonly Block[],
  { side = 224, head = 'flat' }: { side?: number; head?: VggHead } = {},
): Architecture {
  return {
    name,
    inputShape: [side, side, 3],
    layers: [...blocks.flatMap((block, i) => blockLayers(block, i + 1)), ...headLayers(head)],
  };
}

function blocksOf(depths: readonly number[]): Block[] {
  return depths.map((convolutions, i) => ({
    convolutions,
    kernel: 3,
    channels: Math.min(512, 64 * 2 ** i),
  }));
}

function blockLayers(block: Block, number: number): Layer[] {
  const { convolutions, kernel, channels, pointwise = 0 } = block;
  const layers = Array.from({ length: convolutions + pointwise }, (_, i): Layer[] => {
    const k = i < convolutions ? kernel : 1;
    const place = `${number}_${i + 1}`;
    return [
      { name: `conv${place}`, type: 'conv', kernel: k, channels, padding: (k - 1) / 2 },
      { name: `relu${place}`, type: 'relu' },
    ];
  });
  return [...layers.flat(), { name: `pool${number}`, type: 'maxPool', kernel: 2, stride: 2 }];
}

function headLayers(head: VggHead): Layer[] {
  if (head === 'pooled') {
    return [
      { name: 'average', type: 'globalAveragePool' },
      { name: 'fc8', type: 'dense', units: 1000 },
    ];
  }
  return [
    { name: 'flatten', type: 'flatten' },
    { name: 'fc6', type: 'dense', units: 4096 },
    { name: 'relu6', type: 'relu' },
    { name: 'fc7', type: 'dense', units: 4096 },
    { name: 'relu7', type: 'relu' },
    { name: 'fc8', type: 'dense', units: 1000 },
  ];
}
