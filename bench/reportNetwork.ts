import { MANY } from './layers.ts';
import type { NetworkTimes } from './measureNetwork.ts';
import type { PhotoTimes } from './measurePhoto.ts';

/** The goals in milliseconds: one image, there and there and back; all images of the gallery. */
export const networkGoals: NetworkTimes = { forward: 5, gradient: 10, many: 1500 };

const names: Record<keyof NetworkTimes, string> = {
  forward: '1 image, forward',
  gradient: '1 image, forward and input gradient',
  many: `${MANY} images, forward`,
};

/** Each time of the book's network beside stock's and its goal, as text. */
export function networkLines(ours: NetworkTimes, stock: NetworkTimes): string[] {
  return (Object.keys(names) as (keyof NetworkTimes)[]).map((key) => {
    const verdict = ours[key] > networkGoals[key] ? 'MISSED' : 'met';
    return (
      `${names[key].padEnd(36)} ${ours[key].toFixed(1).padStart(7)} ms ` +
      `(goal ≤ ${networkGoals[key]}: ${verdict}), stock ${stock[key].toFixed(1)} ms, ` +
      `${(stock[key] / ours[key]).toFixed(1)} × as long`
    );
  });
}

/** The shortest times of several measurements. */
export function shortest(times: NetworkTimes[]): NetworkTimes {
  const of = (key: keyof NetworkTimes) => Math.min(...times.map((one) => one[key]));
  return { forward: of('forward'), gradient: of('gradient'), many: of('many') };
}

/** The times of the network for photographs beside stock's, as text. */
export function photoLines(ours: PhotoTimes, stock: PhotoTimes): string[] {
  const line = (what: string, key: keyof PhotoTimes, how: string) =>
    `${what.padEnd(36)} ${ours[key].toFixed(1).padStart(7)} ms, stock ${stock[key].toFixed(1)} ms ` +
    `${how}, ${(stock[key] / ours[key]).toFixed(1)} × as long`;
  return [
    line('1 photograph, forward', 'forward', 'on wasm'),
    line('1 photograph, forward and gradient', 'gradient', 'on cpu (its wasm has none)'),
  ];
}
