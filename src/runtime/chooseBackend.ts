import type { Backend } from './backend.ts';

/** What the choice of a backend depends on; everything outside is passed in. */
export interface ChoiceCircumstances {
  /** Forced by the address. */
  forced?: Backend | undefined;
  /** Chosen by measurement on an earlier visit. */
  remembered?: Backend | undefined;
  /** Backends that have failed on this page. */
  avoid: readonly Backend[];
  /** Whether a graphics card, not a program that imitates one, would run WebGL. */
  hasHardwareWebgl(): boolean;
  /** Starts a backend and makes it current; false if it cannot be started. */
  start(backend: Backend): Promise<boolean>;
  /** Milliseconds for the same small convolution on the current backend. */
  measure(): Promise<number>;
}

/** The backend that now runs. */
export interface Choice {
  backend: Backend;
  /** Whether it was found by measurement and is worth remembering. */
  measured: boolean;
  /** Backends that were tried and did not start. */
  failed: Backend[];
}

/** WebGL has to be clearly faster: its first use of each operation also compiles a shader. */
const WEBGL_MUST_TAKE_AT_MOST = 0.6;

/**
 * Starts the backend to compute with: the forced one; else the remembered one; else wasm, unless a
 * graphics card is there and measures clearly faster; cpu when nothing else starts.
 * @returns null when not even cpu starts (its file did not arrive).
 */
export async function chooseBackend(circumstances: ChoiceCircumstances): Promise<Choice | null> {
  const { forced, remembered, avoid, start, measure } = circumstances;
  const failed: Backend[] = [];
  const tryToStart = async (backend: Backend) => {
    if (avoid.includes(backend)) return false;
    if (await start(backend)) return true;
    failed.push(backend);
    return false;
  };
  const chosen = (backend: Backend, measured = false): Choice => ({ backend, measured, failed });

  if (forced && (await tryToStart(forced))) return chosen(forced);
  const webglPossible =
    !forced &&
    remembered !== 'wasm' &&
    !avoid.includes('webgl') &&
    circumstances.hasHardwareWebgl();
  if (webglPossible && remembered === 'webgl' && (await tryToStart('webgl'))) {
    return chosen('webgl');
  }
  if (forced !== 'wasm' && (await tryToStart('wasm'))) {
    if (!webglPossible || failed.includes('webgl')) return chosen('wasm');
    const wasmTime = await measure();
    if (!(await tryToStart('webgl'))) return chosen('wasm');
    const webglTime = await measure();
    if (webglTime <= WEBGL_MUST_TAKE_AT_MOST * wasmTime) return chosen('webgl', true);
    await start('wasm');
    return chosen('wasm', true);
  }
  return forced !== 'cpu' && (await start('cpu')) ? chosen('cpu') : null;
}
