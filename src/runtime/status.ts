import type { Backend } from './backend.ts';

/** What the page can be told about the runtime. */
export interface RuntimeStatus {
  state: 'idle' | 'starting' | 'ready' | 'failed';
  /** What computes, once that is known. */
  backend: Backend | null;
  /** Whether wasm uses SIMD instructions. */
  simd: boolean;
  /** A sentence about something that went wrong and was worked around, or null. */
  notice: string | null;
  /** Whether a fresh start (`restart`) may cure what the notice says. */
  restartable: boolean;
}

/** The status before anything has been asked of the runtime. */
export const IDLE: RuntimeStatus = {
  state: 'idle',
  backend: null,
  simd: false,
  notice: null,
  restartable: false,
};

/** "Runs on wasm (SIMD) in a worker": one line for a demo to say what computes it. */
export function describeStatus({ state, backend, simd }: RuntimeStatus): string {
  if (state === 'starting') return 'Starting …';
  if (state === 'failed') return 'Not running';
  if (backend === 'wasm') return `Runs on wasm${simd ? ' (SIMD)' : ''} in a worker`;
  if (backend === 'webgl') return 'Runs on the graphics card (WebGL) in a worker';
  if (backend === 'cpu') return 'Runs on plain JavaScript (cpu) in a worker';
  return 'Runs in your browser';
}
