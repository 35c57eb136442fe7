import { softmax, tensor4d, tidy, type Tensor } from '@tensorflow/tfjs-core';

import type { Network } from '../network/network.ts';
import { valuesAt } from '../network/run.ts';
import type { Dealt } from './biasedSplit.ts';
import { SIDE, type Cue } from './cue.ts';
import { inputsOf, NUMBERS } from './inputsOf.ts';
import type { Groups, Tally } from './shortcut.ts';
import type { Pictures } from './trial.ts';

/** A test picture, and the probability of side 0 that it gets without the cue and with it. */
export interface TestedPicture extends Dealt {
  without: number;
  with: number;
}

/** Images at once: enough to be fast, few enough for the memory. */
const AT_ONCE = 50;

/** Test pictures without the cue and with it, as the network takes them. */
export interface BothWays {
  test: readonly Dealt[];
  without: Float32Array;
  with: Float32Array;
}

/** Every test picture without the cue and with it, whatever its label. */
export function bothWays(pictures: Pictures, test: readonly Dealt[], cue: Cue): BothWays {
  const inputs = (planted: Cue | null) =>
    inputsOf(
      pictures,
      test.map(({ picture }) => ({ picture, cue: planted })),
    );
  return { test, without: inputs(null), with: inputs(cue) };
}

/** What the network says of them. */
export async function testBothWays(
  network: Network,
  { test, ...inputs }: BothWays,
): Promise<TestedPicture[]> {
  const without = await sideZero(network, inputs.without);
  const planted = await sideZero(network, inputs.with);
  return test.map((one, i) => ({
    ...one,
    without: without[i] ?? Number.NaN,
    with: planted[i] ?? Number.NaN,
  }));
}

/** How often the four groups are answered rightly. */
export function groupsOf(tested: readonly TestedPicture[]): Groups {
  const tally = (side: number, version: 'without' | 'with'): Tally => {
    const group = tested.filter((one) => one.side === side);
    const right = group.filter((one) => one[version] > 0.5 === (side === 0)).length;
    return { right, of: group.length };
  };
  const ofSide = (side: number) => ({ without: tally(side, 'without'), with: tally(side, 'with') });
  return [ofSide(0), ofSide(1)];
}

/** p of side 0 for pictures that `inputsOf` gives. */
async function sideZero(network: Network, values: Float32Array): Promise<number[]> {
  const chances: number[] = [];
  for (let from = 0; from < values.length; from += AT_ONCE * NUMBERS) {
    const part = values.subarray(from, from + AT_ONCE * NUMBERS);
    const probabilities: Tensor = tidy(() =>
      softmax(valuesAt(network, tensor4d(part, [part.length / NUMBERS, SIDE, SIDE, 3]))),
    );
    const found = await probabilities.data();
    probabilities.dispose();
    for (let i = 0; i < found.length; i += 2) chances.push(found[i] ?? Number.NaN);
  }
  return chances;
}
