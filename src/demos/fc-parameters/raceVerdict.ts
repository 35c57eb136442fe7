import type { OrderInterval } from '#numerics/orderInterval.ts';
import type { HeadsOutput } from '#numerics/tasks/fc-parameters-heads.ts';

/** What a race says of the ratio of the two times, and of the clock. */
type Measured = Pick<HeadsOutput, 'ratio' | 'control'>;

/** A guess: the ratio lies between the two. */
interface Guess {
  least: number;
  most: number;
}

/** How far a network may seem slower than itself for the clock to judge a guess about a tenth. */
const TRUSTED = { least: 0.9, most: 1.1 };

/**
 * No verdict finer than the clock: right if the whole range of the ratio is within the guess, wrong
 * if it is all outside, else undecided; and undecided where the control strays by over a tenth.
 */
export function raceVerdict(
  { ratio, control }: Measured,
  guess: Guess,
): 'right' | 'wrong' | 'undecided' {
  if (!within(control, TRUSTED)) return 'undecided';
  if (within(ratio, guess)) return 'right';
  return ratio.high < guess.least || ratio.low > guess.most ? 'wrong' : 'undecided';
}

/** Both ranges in a sentence. */
export function compared({ ratio, control }: Measured): string {
  const apart =
    ratio.low > control.high || ratio.high < control.low
      ? 'The ranges do not overlap.'
      : 'The ranges overlap: this clock cannot tell the two networks apart.';
  return `The flat head took ${range(ratio)} times as long as the pooled one, and the pooled one ${range(control)} times as long as itself. ${apart}`;
}

function within({ low, high }: OrderInterval, { least, most }: Guess): boolean {
  return least <= low && high <= most;
}

/** "0.97 to 1.05". */
export function range({ low, high }: OrderInterval): string {
  return `${low.toFixed(2)} to ${high.toFixed(2)}`;
}
