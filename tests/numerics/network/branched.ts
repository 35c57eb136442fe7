import { buildNetwork } from '#numerics/network/buildNetwork.ts';
import { layersSchema, type LayerDescription } from '#numerics/network/manifest.ts';
import type { Network } from '#numerics/network/network.ts';
import type { LayerWeights } from '#numerics/network/weights.ts';
import { normal } from '#numerics/normal.ts';
import { mulberry32 } from '#numerics/random.ts';

const CLASSES = 3;

/**
 * A detector in small, on 9×8: a strided convolution, an inverted residual block, a strided
 * depthwise block, and two heads with 2 and 1 anchors a position. ReLUs stop at 6.
 */
export const branchedLayers: LayerDescription[] = layersSchema.parse([
  windowed('conv', 'conv1', [3, 3], [9, 8, 2], [5, 4, 4], { stride: 2 }),
  windowed('conv', 'block1.expand', [1, 1], [5, 4, 4], [5, 4, 6]),
  windowed('depthwiseConv', 'block1.depthwise', [3, 3], [5, 4, 6], [5, 4, 6]),
  windowed('conv', 'block1.project', [1, 1], [5, 4, 6], [5, 4, 4], { relu: false }),
  joint('add', 'block1', ['block1.project', 'conv1'], [5, 4, 4], [5, 4, 4]),
  windowed('depthwiseConv', 'block2.depthwise', [3, 3], [5, 4, 4], [3, 2, 8], { stride: 2 }),
  windowed('conv', 'block2', [1, 1], [3, 2, 8], [3, 2, 5], { relu: false }),
  windowed('conv', 'head1', [1, 1], [5, 4, 4], [5, 4, 2 * CLASSES], {
    relu: false,
    from: ['block1'],
  }),
  windowed('conv', 'head2', [1, 1], [3, 2, 5], [3, 2, CLASSES], { relu: false, from: ['block2'] }),
  joint('anchors', 'anchors', ['head1', 'head2'], [5, 4, 2 * CLASSES], [46, CLASSES]),
  joint('strongestAnchor', 'logits', ['anchors'], [46, CLASSES], [CLASSES]),
]);

/** It with random weights, large enough that some units reach 6. */
export function branchedNetwork(seed: number): Network {
  const draw = normal(mulberry32(seed));
  const weights: Record<string, LayerWeights> = {};
  for (const layer of branchedLayers) {
    if (!('kernel' in layer)) continue;
    const inputs = layer.kernel.shape.slice(0, layer.type === 'conv' ? 3 : 2);
    const scale = 2 / Math.sqrt(inputs.reduce((n, size) => n * size, 1));
    const array = (shape: number[]) => ({
      shape,
      values: Float32Array.from(
        { length: shape.reduce((n, size) => n * size, 1) },
        () => scale * draw(),
      ),
    });
    weights[layer.name] = { kernel: array(layer.kernel.shape), bias: array(layer.bias.shape) };
  }
  return buildNetwork({ layers: branchedLayers }, weights);
}

function windowed(
  type: 'conv' | 'depthwiseConv',
  name: string,
  kernelSize: [number, number],
  inputShape: [number, number, number],
  outputShape: [number, number, number],
  { stride = 1, relu = true, from }: { stride?: number; relu?: boolean; from?: string[] } = {},
): object {
  const [channels, outputs] = [inputShape[2], outputShape[2]];
  const last = type === 'conv' ? [channels, outputs] : [channels, outputs / channels];
  return {
    ...{ name, type, kernelSize, stride, padding: 'same', relu, inputShape, outputShape },
    ...(relu ? { ceiling: 6 } : {}),
    ...(from ? { from } : {}),
    parameters: 1,
    kernel: { shape: [...kernelSize, ...last], dtype: 'float32', byteOffset: 0 },
    bias: { shape: [outputs], dtype: 'float32', byteOffset: 0 },
  };
}

function joint(
  type: string,
  name: string,
  from: string[],
  inputShape: number[],
  outputShape: number[],
): object {
  return { type, name, from, inputShape, outputShape };
}
