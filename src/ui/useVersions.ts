import { useReducer, useRef } from 'react';
import { changed, firstVersion, redone, sameBytes, undone, type Versions } from './versions.ts';

/**
 * The drawing in a DrawingPad, ahead of its `pixels`: a stroke goes on from what it has painted, not
 * from what its owner has rendered. Pixels from elsewhere start a new history.
 */
export function useVersions(pixels: Uint8Array, onChange: (pixels: Uint8Array) => void) {
  const [, render] = useReducer((count: number) => count + 1, 0);
  const given = useRef(pixels);
  const versions = useRef(firstVersion(pixels));
  if (given.current !== pixels) {
    given.current = pixels;
    if (!sameBytes(pixels, versions.current.now)) versions.current = firstVersion(pixels);
  }
  const become = (next: Versions) => {
    if (next === versions.current) return;
    const isNew = next.now !== versions.current.now;
    versions.current = next;
    render();
    if (isNew) onChange(next.now);
  };
  return {
    /** The newest drawing, also between two renderings. */
    latest: () => versions.current.now,
    canUndo: versions.current.past.length > 0,
    canRedo: versions.current.future.length > 0,
    /** Takes a new drawing; true if it differs. See `changed` for `joins`. */
    change: (now: Uint8Array, joins = false): boolean => {
      const before = versions.current;
      become(changed(before, now, joins));
      return before !== versions.current;
    },
    undo: () => become(undone(versions.current)),
    redo: () => become(redone(versions.current)),
  };
}
