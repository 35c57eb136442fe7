import { shiftText } from '../images/shiftText.ts';
import { randomArray, randomWhole } from '../randomArray.ts';
import { mulberry32 } from '../random.ts';
import type { CheckResult, ModelContext } from './context.ts';
import shift from './equivariance-invariance-shift.ts';

/** With circular padding the book's network is invariant to the shifts that its total stride divides. */
export default async function check(
  { seed }: { seed: number },
  context: ModelContext,
): Promise<CheckResult> {
  const random = mulberry32(seed);
  const pixels = randomArray([1, 32, 32, 3], () => 255 * random()).values;
  const by = { down: 4 * randomWhole(random, -4, 4), right: 4 * randomWhole(random, -4, 4) };
  const setting = { pixels, network: 'base', border: 'wrap', pooling: 'max' } as const;
  const circular = await shift({ ...setting, ...by, padding: 'circular' }, context);
  const error = (layer: string) =>
    circular.layers.find((found) => found.layer === layer)?.error ?? Number.NaN;
  const change = Math.max(
    ...circular.after.map((p, i) => Math.abs(p - (circular.before[i] ?? Number.NaN))),
  );
  return {
    statement: `the trained network, padded circularly, on random pixels, joined at the sides and moved ${shiftText(by)}`,
    rows: [
      { label: 'conv5: ‖f(Tx) − T′f(x)‖ / ‖f(x)‖', value: error('conv5'), tolerance: 1e-5 },
      { label: 'means of the maps, relative change', value: error('average'), tolerance: 1e-5 },
      { label: 'largest change of a probability', value: change, tolerance: 1e-5 },
    ],
  };
}
