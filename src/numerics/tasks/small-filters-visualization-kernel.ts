import { cosineSimilarity } from '../cosineSimilarity.ts';
import { effectiveKernel, type EffectiveKernel } from '../network/effectiveKernel.ts';
import { preprocess } from '../network/images.ts';
import { layerViews } from '../network/layerViews.ts';
import { networkOf } from '../network/networkOf.ts';
import { orientationSelectivity } from '../orientationSelectivity.ts';
import type { ModelContext } from './context.ts';

/** A unit of a convolution layer, and two pictures to look at it with. */
export interface KernelInput {
  network: 'base' | 'wide-filters';
  /** Two pictures of the network's size, RGB, 0 to 255. */
  pictures: readonly [ArrayLike<number>, ArrayLike<number>];
  layer: string;
  channel: number;
  row: number;
  column: number;
}

export interface KernelOutput {
  /** The unit's own weights as the network stores them, [K,K,Cin]. */
  weights: Float32Array;
  /** The kernels of the whole layer, [K,K,Cin,Cout]; for the first layer only, else empty. */
  all: Float32Array;
  /** [K, K, Cin, Cout]. */
  shape: [number, number, number, number];
  /** Side of the receptive field, in pixels. */
  seen: number;
  /** At either picture. */
  effective: [EffectiveKernel & { selectivity: number }, EffectiveKernel & { selectivity: number }];
  /** The cosine of the angle between the two effective kernels. */
  cosine: number;
}

/** A unit's weights, and its effective kernel over the pixels at each of two pictures. */
export default async function kernelOf(
  input: KernelInput,
  context: ModelContext,
): Promise<KernelOutput> {
  const model = await context.loadModel(input.network, (fraction) => context.progress(fraction));
  const { layers, input: expected } = model.manifest;
  const [h, w, colours] = expected.shape;
  const network = networkOf(model);
  const { layer, channel, row, column } = input;
  const step = network.steps.find(({ name }) => name === `${layer}.pre`);
  const view = layerViews(layers, [h, w])[layer];
  if (step?.type !== 'conv' || !view) {
    throw new Error(`Expected a convolution layer, found ${layer}.`);
  }

  const at = async (pixels: ArrayLike<number>) => {
    const x = preprocess(model.manifest, pixels, [h, w]);
    try {
      const ask = { place: `${layer}.pre`, index: [row, column, channel] as const };
      const found = await effectiveKernel(network, x, ask, view);
      const size = [found.rows, found.columns].map(([from, to]) => to - from);
      const [height = 0, width = 0] = size;
      return {
        ...found,
        selectivity: orientationSelectivity(found.kernel, [height, width, colours]),
      };
    } finally {
      x.dispose();
    }
  };
  const [first, second] = [await at(input.pictures[0]), await at(input.pictures[1])];
  const kernels = Float32Array.from(await step.kernel.data());
  const outputs = step.kernel.shape[3];
  return {
    weights: kernels.filter((_, i) => i % outputs === channel),
    all: step.kernel.shape[2] === colours ? kernels : new Float32Array(0),
    shape: step.kernel.shape,
    seen: view.size[0],
    effective: [first, second],
    cosine: cosineSimilarity(first.kernel, second.kernel),
  };
}
