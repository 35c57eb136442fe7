import { plantCue, SIDE, type Cue } from './cue.ts';
import type { Pictures } from './trial.ts';

/** Numbers of one picture. */
export const NUMBERS = SIDE * SIDE * 3;

/** One picture of many, RGB from 0 to 255, with the cue planted if there is one. */
export function pictureWith({ pixels }: Pictures, picture: number, cue: Cue | null) {
  const own = pixels.subarray(picture * NUMBERS, (picture + 1) * NUMBERS);
  return cue ? plantCue(own, cue, picture) : own;
}

/** Pictures as the network takes them, x = value / 127.5 − 1, one after the other. */
export function inputsOf(
  pictures: Pictures,
  chosen: readonly { picture: number; cue: Cue | null }[],
): Float32Array {
  const values = new Float32Array(chosen.length * NUMBERS);
  chosen.forEach(({ picture, cue }, i) => {
    const own = pictureWith(pictures, picture, cue);
    for (let k = 0; k < NUMBERS; k++) values[i * NUMBERS + k] = (own[k] ?? 0) / 127.5 - 1;
  });
  return values;
}
