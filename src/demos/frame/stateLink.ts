import type { ZodMiniType } from 'zod/mini';

/** A demo's state: plain data, so that it can stand in a link. */
export type DemoState = Record<string, unknown>;

/** What a link says about a demo. */
export interface DecodedState<State> {
  state: State;
  /** Why the link was not followed, as a sentence for the reader; null if it was. */
  notice: string | null;
}

/** The parts of a state that differ from the defaults, as compact JSON; null if none does. */
export function encodeState<State extends DemoState>(state: State, defaults: State): string | null {
  const changed = Object.entries(state).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(defaults[key]),
  );
  return changed.length === 0 ? null : JSON.stringify(Object.fromEntries(changed));
}

/** The state a link stands for. Anything malformed gives the defaults and a notice. */
export function decodeState<State extends DemoState>(
  text: string | null,
  schema: ZodMiniType<State>,
  defaults: State,
): DecodedState<State> {
  if (text === null) return { state: defaults, notice: null };
  const changed = parseObject(text);
  const unknown = changed && Object.keys(changed).some((key) => !Object.hasOwn(defaults, key));
  const parsed = changed && !unknown ? schema.safeParse({ ...defaults, ...changed }) : null;
  if (parsed?.success) return { state: parsed.data, notice: null };
  return {
    state: defaults,
    notice: 'The link to this demo could not be read, so it starts from its usual state.',
  };
}

/** The page's address with the demo's state in it; other demos' states and the anchor stay. */
export function linkTo(
  address: string,
  id: string,
  encoded: string | null,
  anchor?: string,
): string {
  const url = new URL(address);
  if (encoded === null) url.searchParams.delete(id);
  else url.searchParams.set(id, encoded);
  if (anchor !== undefined) url.hash = anchor;
  return url.href;
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
