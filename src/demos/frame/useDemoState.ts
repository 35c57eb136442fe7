import { useEffect, useRef, useState } from 'react';
import type { ZodMiniType } from 'zod/mini';
import { decodeState, encodeState, linkTo, type DemoState } from './stateLink.ts';

/** A demo's state and its link; give the whole to DemoFrame as `link`. */
export interface DemoStateLink<State> {
  state: State;
  /** Replaces some parts of the state. */
  update: (change: Partial<State>) => void;
  /** Back to the defaults. */
  reset: () => void;
  /** The address of this page with this state. */
  href: () => string;
  /** Why the link in the address was not followed, or null. */
  notice: string | null;
  /** False until the address has been read: the first frame always shows the defaults. */
  ready: boolean;
}

/** Milliseconds of rest before the address follows the state; browsers limit how often it may. */
const ADDRESS_DELAY = 400;

/**
 * A demo's state, kept in the page's address under the demo's id, so that a copied or reloaded
 * address shows the same numbers. The server's page, and the first frame, have the defaults.
 */
export function useDemoState<State extends DemoState>(
  id: string,
  schema: ZodMiniType<State>,
  defaults: State,
): DemoStateLink<State> {
  const [state, setState] = useState(defaults);
  const [notice, setNotice] = useState<string | null>(null);
  const [ready, setReady] = useState(false);
  const touched = useRef(false);

  useEffect(() => {
    const text = new URLSearchParams(location.search).get(id);
    const decoded = decodeState(text, schema, defaults);
    setState(decoded.state);
    setNotice(decoded.notice);
    setReady(true);
    // Read once: afterwards the address follows the state, not the other way round.
  }, []);

  useEffect(() => {
    if (!touched.current) return;
    const timer = setTimeout(() => {
      history.replaceState(
        history.state,
        '',
        linkTo(location.href, id, encodeState(state, defaults)),
      );
    }, ADDRESS_DELAY);
    return () => clearTimeout(timer);
  }, [state]);

  return {
    state,
    notice,
    ready,
    update: (change) => {
      touched.current = true;
      setNotice(null);
      setState((old) => ({ ...old, ...change }));
    },
    reset: () => {
      touched.current = true;
      setNotice(null);
      setState(defaults);
    },
    href: () => linkTo(location.href, id, encodeState(state, defaults), id),
  };
}
