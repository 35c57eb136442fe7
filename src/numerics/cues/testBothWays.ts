import { softmax, tensor4d, tidy, type Tensor } from '@tensorflow/tfjs-core';

import type { Network } from '../network/network.ts';
import { valuesAt } from '../network/run.ts';
import type { Dealt } from './biasedSplit.ts';
import { SIDE, type Cue } from './cue.ts';
import { inputsOf } from './inputsOf.ts';
import type { Groups, Tally } from './shortcut.ts';
import type { Pictures } from './trial.ts';

/** A test picture, and the probability of side 0 that it gets without the cue and with it. */
export interface TestedPicture extends Dealt {
  without: number;
  with: number;
}

/** Images at once: enough to be fast, few enough for the memory. */
const AT_ONCE = 50;

/** Every test picture without the cue and with it, whatever its label. */
export async function testBothWays(
  network: Network,
  pictures: Pictures,
  test: readonly Dealt[],
  cue: Cue,
): Promise<TestedPicture[]> {
  const tested: TestedPicture[] = [];
  for (let first = 0; first < test.length; first += AT_ONCE) {
    const part = test.slice(first, first + AT_ONCE);
    const [without, planted] = [
      await sideZero(
        network,
        inputsOf(
          pictures,
          part.map(({ picture }) => ({ picture, cue: null })),
        ),
      ),
      await sideZero(
        network,
        inputsOf(
          pictures,
          part.map(({ picture }) => ({ picture, cue })),
        ),
      ),
    ];
    part.forEach((one, i) => {
      tested.push({ ...one, without: without[i] ?? Number.NaN, with: planted[i] ?? Number.NaN });
    });
  }
  return tested;
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
  const count = values.length / (SIDE * SIDE * 3);
  const probabilities: Tensor = tidy(() =>
    softmax(valuesAt(network, tensor4d(values, [count, SIDE, SIDE, 3]))),
  );
  const found = await probabilities.data();
  probabilities.dispose();
  return Array.from({ length: count }, (_, i) => found[2 * i] ?? Number.NaN);
}
