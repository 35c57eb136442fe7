import { shuffled } from '../training/shuffled.ts';

/** Pictures of 32×32, RGB, one after the other, 0 to 255, and the number of each one's class. */
export interface Pictures {
  pixels: Uint8Array;
  labels: readonly number[];
}

/** How the pruned network is trained further. */
export const fineTuning = { epochs: 10, batch: 25, rate: 0.0003 } as const;
/** Numbers of a picture. */
const NUMBERS = 32 * 32 * 3;

/** Half of the pictures of each class to train on, by lot from the seed; the others to test on. */
export function halves({ labels }: Pictures, seed: number): { training: number[]; test: number[] } {
  const training: number[] = [];
  const test: number[] = [];
  const seen = new Map<number, number>();
  const all = shuffled(labels.length, seed);
  for (const i of all) {
    const label = labels[i] ?? 0;
    const count = seen.get(label) ?? 0;
    seen.set(label, count + 1);
    (count % 2 === 0 ? training : test).push(i);
  }
  return { training, test };
}

/** Some of the pictures, in this order. */
export function pick({ pixels, labels }: Pictures, numbers: readonly number[]): Pictures {
  const chosen = new Uint8Array(numbers.length * NUMBERS);
  numbers.forEach((number, i) => {
    chosen.set(pixels.subarray(number * NUMBERS, (number + 1) * NUMBERS), i * NUMBERS);
  });
  return { pixels: chosen, labels: numbers.map((number) => labels[number] ?? 0) };
}

/** The pictures, and each of them mirrored left to right. */
export function withMirrored({ pixels, labels }: Pictures): Pictures {
  const both = new Uint8Array(2 * pixels.length);
  both.set(pixels);
  const row = 32 * 3;
  for (let at = 0; at < pixels.length; at += row) {
    for (let x = 0; x < 32; x++) {
      for (let c = 0; c < 3; c++) {
        both[pixels.length + at + (31 - x) * 3 + c] = pixels[at + x * 3 + c] ?? 0;
      }
    }
  }
  return { pixels: both, labels: [...labels, ...labels] };
}
