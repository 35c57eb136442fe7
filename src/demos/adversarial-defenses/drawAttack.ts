import { pixelsUri } from '#demos/network/pixelsUri.ts';
import type { CloseOutput } from '#numerics/tasks/adversarial-defenses-close.ts';

/** An attack, ready to be shown; numbers rounded as they are printed, so that a frame is short. */
export interface DrawnAttack extends Omit<CloseOutput, 'delta'> {
  /** The attacked picture, and δ with middle grey for zero. */
  attacked: string;
  delta: string;
}

/** δ at full strength is ε: black is −ε, white +ε, each colour for itself. */
export function drawAttack(
  { delta, ...found }: CloseOutput,
  pixels: ArrayLike<number>,
  radius: number,
): DrawnAttack {
  const sum = Array.from(delta, (value, i) =>
    Math.max(0, Math.min(255, Math.round((pixels[i] ?? 0) + value))),
  );
  const scale = radius || 1;
  const amplified = Array.from(delta, (value) => 127.5 * (1 + value / scale));
  return {
    ...found,
    before: found.before.map(short),
    after: found.after.map(short),
    attacked: pixelsUri(sum),
    delta: pixelsUri(amplified.map((value) => Math.max(0, Math.min(255, value)))),
  };
}

const short = (value: number) => Number(value.toPrecision(4));
