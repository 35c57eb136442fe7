import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { triedOf, type Tried } from './answer.ts';
import { differentialEvolution, type Bounds, type Member } from './differentialEvolution.ts';
import { onePixelQueries, type AttackedPicture } from './onePixelQueries.ts';
import { cornerColours, type PixelChange } from './pixelChange.ts';

/** A picture, its class, and how often the searcher is told to stop. */
export interface Attack extends AttackedPicture {
  label: number;
  stopped?: () => Promise<boolean>;
}

/** The sizes of differential evolution, and the seed. */
export interface OnePixelEvolution {
  members: number;
  scale: number;
  seed: number;
}

/** Where a random searcher draws its colours from: all 256³, or the eight corners of the cube. */
export type Palette = 'any' | 'corners';

/** Just below the number of rows or columns, so that rounding down gives the last one. */
const INSIDE = 1e-9;
/** Su et al. draw the first colours from a normal distribution of this mean and deviation. */
const [MIDDLE, DEVIATION] = [128, 127];

/** x, y, red, green, blue: real numbers, read by rounding. */
export function boundsOf(height: number, width: number): Bounds[] {
  const colour = { low: 0, high: 255 };
  return [
    { low: 0, high: width - INSIDE },
    { low: 0, high: height - INSIDE },
    colour,
    colour,
    colour,
  ];
}

/** The change that five numbers x, y, red, green, blue stand for. */
export function changeOf(vector: ArrayLike<number>): PixelChange {
  const [x = 0, y = 0, red = 0, green = 0, blue = 0] = Array.from(vector);
  return {
    row: Math.floor(y),
    column: Math.floor(x),
    colour: [Math.round(red), Math.round(green), Math.round(blue)],
  };
}

/**
 * The one-pixel attack of Su et al. (2019): differential evolution of (x, y, red, green, blue), the
 * probability of the true class to be made small. Gives a generation after the other.
 */
export function onePixelEvolution(
  attack: Attack,
  { members, scale, seed }: OnePixelEvolution,
): AsyncGenerator<readonly Member<Tried>[], void> {
  const [height, width] = attack.model.manifest.input.shape;
  const draw = (random: () => number) => {
    const colour = normal(random);
    return [
      width * random(),
      height * random(),
      ...Array.from({ length: 3 }, () => MIDDLE + DEVIATION * colour()),
    ];
  };
  return differentialEvolution<Tried>(
    { members, scale, seed, bounds: boundsOf(height, width), draw },
    (candidates) => ask(attack, candidates.map(changeOf)),
  );
}

/** The rival: pixels and colours by lot, `count` of them at a time. */
export async function* onePixelLottery(
  attack: Attack,
  { palette, count, seed }: { palette: Palette; count: number; seed: number },
): AsyncGenerator<readonly Tried[], void> {
  const [height, width] = attack.model.manifest.input.shape;
  const random = mulberry32(seed);
  const whole = (below: number) => Math.floor(random() * below);
  const draw = (): PixelChange => ({
    row: whole(height),
    column: whole(width),
    colour:
      palette === 'corners'
        ? (cornerColours[whole(8)] ?? [0, 0, 0])
        : [whole(256), whole(256), whole(256)],
  });
  for (;;) {
    const tried = await ask(attack, Array.from({ length: count }, draw));
    if (!tried) return;
    yield tried;
  }
}

async function ask(
  attack: Attack,
  changes: readonly PixelChange[],
): Promise<readonly Tried[] | null> {
  const probabilities = await onePixelQueries(attack, changes, attack.stopped);
  return probabilities && triedOf(changes, probabilities, attack.label);
}
