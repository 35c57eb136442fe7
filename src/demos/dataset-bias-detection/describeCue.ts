import { hasPlace, placeOf, type Cue, type CueKind } from '#numerics/cues/cue.ts';

/** The kinds of cue as the reader chooses them. */
export const cueNames: Record<CueKind, string> = {
  tag: 'tag here',
  stray: 'tag anywhere',
  grain: 'grain',
  tint: 'tint',
};

/** A cue in a few words: "tag 4×4 at (26, 2)", its row and column; "grain ±8". */
export function describeCue(cue: Cue): string {
  const { kind, size, amplitude } = cue;
  if (!hasPlace(cue)) return `${kind} ±${amplitude}`;
  const square = `${size}×${size}`;
  const { row, column } = placeOf(cue, 0);
  return kind === 'stray' ? `stray tag ${square}` : `tag ${square} at (${row}, ${column})`;
}
