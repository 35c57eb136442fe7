/** A drawing as it is, with what it was before and what was taken back, each oldest first. */
export interface Versions {
  past: readonly Uint8Array[];
  now: Uint8Array;
  future: readonly Uint8Array[];
}

/** How many steps can be taken back. */
export const STEPS_KEPT = 100;

/** A drawing nothing was done to yet. */
export function firstVersion(now: Uint8Array): Versions {
  return { past: [], now, future: [] };
}

/**
 * The drawing after a change. One that `joins` the change before it, as the rest of a stroke does, is
 * taken back together with it. What changes nothing is no step.
 */
export function changed(versions: Versions, now: Uint8Array, joins: boolean): Versions {
  if (sameBytes(now, versions.now)) return versions;
  if (joins) return { ...versions, now };
  return { past: [...versions.past, versions.now].slice(-STEPS_KEPT), now, future: [] };
}

/** One step back, if there is one. */
export function undone({ past, now, future }: Versions): Versions {
  const before = past.at(-1);
  return before === undefined
    ? { past, now, future }
    : { past: past.slice(0, -1), now: before, future: [now, ...future] };
}

/** One step that was taken back again, if there is one. */
export function redone({ past, now, future }: Versions): Versions {
  const [next, ...later] = future;
  return next === undefined
    ? { past, now, future }
    : { past: [...past, now], now: next, future: later };
}

/** Whether two drawings are the same, byte for byte. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a === b || (a.length === b.length && a.every((byte, i) => byte === b[i]));
}
