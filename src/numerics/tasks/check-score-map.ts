import type { Layer } from '../architectures/layer.ts';
import { ledger } from '../architectures/ledger.ts';
import { vgg, vggBlocks, type Block } from '../architectures/vgg.ts';
import { mulberry32 } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import type { CheckResult } from './context.ts';

/**
 * The map of scores of a network of blocks whose first dense layer is read as a convolution: with p
 * poolings, trained on sides of 2ᵖh and applied to a larger image of side S, it has S/2ᵖ − h + 1 places
 * a side. Checked layer by layer.
 */
export default async function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const [poolings, h, more] = [
    randomWhole(random, 1, 4),
    randomWhole(random, 1, 7),
    randomWhole(random, 0, 9),
  ];
  const blocks = Array.from({ length: poolings }, (): Block => ({
    convolutions: randomWhole(random, 1, 3),
    kernel: 3,
    channels: 2,
  }));
  const side = 2 ** poolings * (h + more);
  const sides = [384, 224].map((image) => placesOf(vggBlocks.D, 7, image));
  return {
    statement: `${poolings} poolings, a kernel of ${h}×${h} on the last maps: ${side} pixels a side give ${more + 1}×${more + 1} scores`,
    rows: [
      {
        label: 'places a side by the formula, and layer by layer',
        value: Math.abs(placesOf(blocks, h, side) - (side / 2 ** poolings - h + 1)),
        tolerance: 0,
      },
      {
        label: 'VGG-16 on 384 and on 224 pixels: 6 and 1',
        value: Math.abs((sides[0] ?? 0) - 6) + Math.abs((sides[1] ?? 0) - 1),
        tolerance: 0,
      },
    ],
  };
}

/** Scores a side, by the shapes of all layers. */
function placesOf(blocks: readonly Block[], h: number, side: number): number {
  const { layers } = vgg('maps', blocks, { side });
  const convolutional = layers.slice(
    0,
    layers.findIndex(({ type }) => type === 'flatten'),
  );
  const scores: Layer = { name: 'scores', type: 'conv', kernel: h, channels: 10 };
  const lines = ledger({
    name: 'scores',
    inputShape: [side, side, 3],
    layers: [...convolutional, scores],
  });
  return lines.at(-1)?.outputShape[0] ?? Number.NaN;
}
