import { hasPlace, type Cue, type CueKind } from '#numerics/cues/cue.ts';

/** The kinds of cue as the reader chooses them. */
export const cueNames: Record<CueKind, string> = {
  tag: 'tag here',
  stray: 'tag anywhere',
  grain: 'grain',
  tint: 'tint',
};

/** A cue in a few words: "tag 4×4", "grain ±8". */
export function describeCue(cue: Cue): string {
  const { kind, size, amplitude } = cue;
  if (!hasPlace(cue)) return `${kind} ±${amplitude}`;
  return `${kind === 'stray' ? 'stray tag' : 'tag'} ${size}×${size}`;
}
