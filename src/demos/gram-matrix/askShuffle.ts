import type { ReaderPixels } from '#numerics/images/squareOf.ts';
import type { ShuffleInput } from '#numerics/tasks/gram-matrix-shuffle.ts';
import type { ShuffleState } from './state.ts';

/** Pixels of a side of the picture whose features are shuffled. */
const SIDE = 48;

/** Channels of each place. */
export const channelsAt = { input: 3, conv1: 32, conv2: 64 } as const;

/** The pair of channels that is looked at, within what the place has. */
export function pairOf({ place, row, column }: ShuffleState): { row: number; column: number } {
  const last = channelsAt[place] - 1;
  return { row: Math.min(row, last), column: Math.min(column, last) };
}

/** What the task is asked for in this state. */
export function askShuffle(state: ShuffleState, picture: ReaderPixels): ShuffleInput {
  const { place, shuffle, seed, centred } = state;
  return { picture, side: SIDE, place, shuffle, seed, centred, channel: pairOf(state).row };
}
