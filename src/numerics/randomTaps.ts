import type { Taps } from './influence.ts';
import { randomWhole } from './randomArray.ts';

/** Two to `most` layers along one axis, drawn at random: what the checks of receptive-field run on. */
export function randomTaps(random: () => number, most: number): Taps[] {
  return Array.from({ length: randomWhole(random, 2, most) }, () => ({
    kernel: randomWhole(random, 1, 4),
    stride: random() < 0.6 ? 1 : randomWhole(random, 2, 3),
    dilation: random() < 0.6 ? 1 : 2,
  }));
}

/** "3×3, stride 2 → …" */
export function describeTaps(layers: readonly Taps[]): string {
  return layers
    .map(({ kernel, stride, dilation }) =>
      [
        `${kernel}×${kernel}`,
        stride > 1 && `stride ${stride}`,
        dilation > 1 && `dilation ${dilation}`,
      ]
        .filter(Boolean)
        .join(' '),
    )
    .join(' → ');
}
