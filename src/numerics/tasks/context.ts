import type { Model } from '../network/model.ts';

/** What a running task may use of the outside world; everything else comes in as its input. */
export interface TaskContext {
  /** Report how far the task is (0 to 1) and, if useful, an intermediate result to draw. */
  progress(fraction: number, partial?: unknown): void;
  /** Whether the reader has cancelled. Awaiting it also lets the worker hear that they did. */
  stopped(): Promise<boolean>;
}

/** The same context for a part of a task, which takes `share` of the whole and begins at `from`. */
export function partOf<C extends TaskContext>(context: C, from: number, share: number): C {
  return { ...context, progress: (fraction) => context.progress(from + share * fraction) };
}

/** What a task may use that looks into a trained network. */
export interface ModelContext extends TaskContext {
  /**
   * The network `public/models/<name>`, checked against its manifest and loaded once: later calls
   * give the same object, so that `networkOf` builds it once, too. `onProgress` hears how much of
   * it has arrived, 0 to 1. Rejects with a sentence for the reader; let it pass.
   */
  loadModel(name: string, onProgress?: (fraction: number) => void): Promise<Model>;
}

/** What a task may use that measures how long a computation takes. */
export interface TimedContext extends ModelContext {
  /** Milliseconds on a clock that never goes back; only differences mean something. */
  now(): number;
}

/** One line of an executed check: a discrepancy that theory says is zero, and what rounding allows. */
export interface CheckRow {
  label: string;
  value: number;
  tolerance: number;
}

/** What a `check-…` task returns: the statement that was tested, and its measured discrepancies. */
export interface CheckResult {
  statement: string;
  rows: CheckRow[];
}
