import type { Shift } from './translate.ts';

/** A shift in words: "2 down, 1 left"; "by nothing" if it is none. */
export function shiftText({ down, right }: Shift): string {
  const parts = [
    down !== 0 && `${Math.abs(down)} ${down > 0 ? 'down' : 'up'}`,
    right !== 0 && `${Math.abs(right)} ${right > 0 ? 'right' : 'left'}`,
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(', ') : 'by nothing';
}
