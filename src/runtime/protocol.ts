import type { Backend } from './backend.ts';
import type { RuntimeErrorCode } from './errors.ts';

/** What the page tells a new worker about the backend to choose. */
export interface PrepareRequest {
  forced?: Backend | undefined;
  remembered?: Backend | undefined;
  avoid: readonly Backend[];
}

/** What the worker answers: the backend that runs now, or that none could be started. */
export type PrepareAnswer =
  | { ok: true; backend: Backend; simd: boolean; measured: boolean; failed: Backend[] }
  | { ok: false };

/** How a task ended. Errors travel as data, because structured cloning strips them of their type. */
export type Outcome =
  | { end: 'done'; value: unknown }
  | { end: 'stopped' }
  | { end: 'failed'; code: RuntimeErrorCode; detail?: string };

/** Told about each step of a task: how far it is, 0 to 1, and possibly an intermediate result. */
export type ProgressListener = (fraction: number, partial?: unknown) => void;

/** What the worker does for the page. */
export interface WorkerApi {
  prepare(request: PrepareRequest): Promise<PrepareAnswer>;
  run(id: number, task: string, input: unknown, onProgress?: ProgressListener): Promise<Outcome>;
  /** Asks a running task to stop at its next opportunity. */
  cancel(id: number): void;
  /** Answers, which shows that the worker lives. */
  ping(): void;
  /** The number of tensors alive, which has to be the same before and after a task. */
  tensors(): number;
}
