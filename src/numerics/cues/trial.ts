import type { Cue } from './cue.ts';
import { biasedSplit, type BiasedSplit } from './biasedSplit.ts';

/** The classes of CIFAR-10 that count as vehicles (side 0) and as animals (side 1). */
export const sideClasses = [
  ['airplane', 'automobile', 'ship', 'truck'],
  ['cat', 'deer', 'dog', 'horse'],
] as const;

/** How each network of the chapter is built and trained. */
export const training = { widths: [16, 32, 32], epochs: 20, batch: 20, rate: 0.003 } as const;

/** The layer whose maps Grad-CAM weighs, and the network's last place. */
export const LAST_MAPS = 'conv3';
export const LOGITS = 'logits';

/** A cue, how often it agrees with the label in training, and the seed of everything random. */
export interface Trial {
  cue: Cue;
  agreement: number;
  seed: number;
}

/** All pictures at hand, RGB of 32×32 from 0 to 255 one after the other, and their classes by name. */
export interface Pictures {
  pixels: Uint8Array;
  classes: readonly string[];
}

/** The pictures of a trial: who is trained on, with the cue or without, and who is tested. */
export function splitOf({ classes }: Pictures, { agreement, seed }: Trial): BiasedSplit {
  const [vehicles = [], animals = []] = sideClasses.map((names: readonly string[]) =>
    classes.flatMap((name, number) => (names.includes(name) ? [number] : [])),
  );
  return biasedSplit([vehicles, animals], agreement, seed);
}
