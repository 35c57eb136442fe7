import { ledger, totalsOf } from '../architectures/ledger.ts';
import { drawWeights } from '../architectures/drawWeights.ts';
import { vgg, vggBlocks, type Block } from '../architectures/vgg.ts';
import { mulberry32 } from '../random.ts';
import { randomWhole } from '../randomArray.ts';
import type { CheckResult } from './context.ts';

/** The numbers of a network of blocks: the formula, the ledger's count, and weights really made. */
export default async function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const blocks = Array.from({ length: 2 }, (): Block => ({
    convolutions: randomWhole(random, 1, 3),
    kernel: 3,
    channels: randomWhole(random, 1, 6),
  }));
  const lines = ledger(vgg('small', blocks, { side: 4, head: 'pooled' }));
  const made = lines.reduce((sum, { layer, inputShape }) => {
    if (layer.type !== 'conv' && layer.type !== 'dense') return sum;
    const weights = drawWeights(layer, inputShape, 1);
    return sum + (weights ? weights.kernel.length + weights.bias.length : 0);
  }, 0);
  const last = blocks.at(-1)?.channels ?? 0;
  const formula = convolutionsOf(blocks) + (last + 1) * 1000;

  const full = totalsOf(ledger(vgg('VGG-16', vggBlocks.D))).parameters;
  const dense = (7 * 7 * 512 + 1) * 4096 + (4096 + 1) * 4096 + (4096 + 1) * 1000;
  return {
    statement: `blocks of ${blocks.map((b) => `${b.convolutions} × ${b.channels} maps`).join(' and ')}: ${formula} numbers; VGG-16: ${full}`,
    rows: [
      {
        label: 'the formula, and the weights and biases that are made',
        value: Math.abs(formula - made),
        tolerance: 0,
      },
      {
        label: 'the formula for VGG-16, and the ledger of its layers',
        value: Math.abs(convolutionsOf(vggBlocks.D) + dense - full),
        tolerance: 0,
      },
    ],
  };
}

/** Σ (9 C_in + 1) C over the 3×3 convolutions. */
function convolutionsOf(blocks: readonly Block[]): number {
  let [inputs, sum] = [3, 0];
  for (const { convolutions, channels } of blocks) {
    for (let i = 0; i < convolutions; i++) {
      sum += (9 * inputs + 1) * channels;
      inputs = channels;
    }
  }
  return sum;
}
