import { mulberry32 } from '../random.ts';
import { twoWays } from '../shift/twoWays.ts';
import type { CheckResult } from './context.ts';

/** Two layers with batch norm, given a batch's own statistics; and the same folded, by aligning z. */
export default function check({ seed }: { seed: number }): Promise<CheckResult> {
  const { kept, fresh, stale } = twoWays(mulberry32(seed));
  return Promise.resolve({
    statement: `two layers with batch norm and ReLU, random γ and β; without fresh statistics the outputs differ by up to ${stale.toFixed(2)}`,
    rows: [
      {
        label: 'on the target: batch norm with its statistics, and the folded network aligned',
        value: fresh,
        tolerance: 2e-3,
      },
      {
        label: 'on the source: the folded network, and the same aligned',
        value: kept,
        tolerance: 2e-3,
      },
    ],
  });
}
