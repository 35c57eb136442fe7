import { ledger, totalsOf } from '../architectures/ledger.ts';
import type { Layer } from '../architectures/layer.ts';
import { naiveForward, type Array4D } from '../conv/naive.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomArray, randomWhole } from '../randomArray.ts';
import type { CheckResult } from './context.ts';

/** n kernels of 3×3 see (2n + 1)² pixels with 9nC² weights; one kernel that sees as much has (2n + 1)²C². */
export default async function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const draw = normal(random);
  const [n, channels] = [randomWhole(random, 1, 4), randomWhole(random, 1, 3)];
  const side = 2 * n + 1;
  const weightsOf = (kernels: readonly number[]) => {
    const layers = kernels.map((kernel, i): Layer => ({
      name: `conv${i}`,
      type: 'conv',
      kernel,
      channels,
      bias: false,
    }));
    return totalsOf(ledger({ name: 'stack', inputShape: [side, side, channels], layers }));
  };
  const [small, large] = [weightsOf(new Array<number>(n).fill(3)), weightsOf([side])];

  // Which pixels of a larger picture does one output depend on? Move each a little, and look.
  const kernels = Array.from({ length: n }, () => randomArray([3, 3, channels, channels], draw));
  const wide = side + 4;
  const x = randomArray([1, wide, wide, channels], draw);
  const middle = ({ shape, values }: Array4D) =>
    values[(Math.floor(shape[1] / 2) * shape[2] + Math.floor(shape[2] / 2)) * shape[3]] ?? 0;
  const output = (values: Float64Array) =>
    middle(kernels.reduce((maps, k) => naiveForward(maps, k), { ...x, values }));
  const rows = new Set<number>();
  for (let at = 0; at < x.values.length; at++) {
    const moved = Float64Array.from(x.values);
    moved[at] = (moved[at] ?? 0) + 1;
    if (Math.abs(output(moved) - output(x.values)) < 1e-12) continue;
    rows.add(Math.floor(at / (wide * channels)));
  }
  return {
    statement: `${n} kernels of 3×3, ${channels} to ${channels} channels: each output sees ${side}×${side}`,
    rows: [
      {
        label: `rows that an output answers to, and 2n + 1 = ${side}`,
        value: Math.abs(rows.size - side),
        tolerance: 0,
      },
      {
        label: `weights of the stack, counted, and 9nC² = ${9 * n * channels ** 2}`,
        value: Math.abs(small.parameters - 9 * n * channels ** 2),
        tolerance: 0,
      },
      {
        label: `weights of the large kernel, and (2n + 1)²C² = ${(side * channels) ** 2}`,
        value: Math.abs(large.parameters - (side * channels) ** 2),
        tolerance: 0,
      },
    ],
  };
}
