import { useEffect, useRef, useState, type RefObject } from 'react';
import { RuntimeError, isAbort } from '#runtime/errors.ts';
import type { Task } from '#runtime/tasks.ts';
import { demoRuntime } from './demoRuntime.ts';
import { useInView } from './useInView.ts';

/** A task as its frame sees it: how it is doing, and what the reader may do about it. */
export interface TaskView {
  running: boolean;
  /** True once a run has taken half a second: time to show how far it is. */
  slow: boolean;
  /** How far it is, 0 to 1. */
  progress: number;
  /** What went wrong, or null. */
  error: { message: string; retryable: boolean } | null;
  /** Stops the run; the last result stays. */
  cancel: () => void;
  /** Runs the last input again. */
  retry: () => void;
  /** To be put on the element whose coming into view starts the task; DemoFrame does it. */
  viewRef: RefObject<HTMLElement | null>;
}

/** A task of the book, called from a demo. */
export interface TaskHandle<Input, Output> extends TaskView {
  /** Runs the task with this input; a run that is still going is cancelled. */
  run: (input: Input) => void;
  /** The newest result and the input it belongs to; null before the first. */
  result: Output | null;
  resultOf: Input | null;
  /** The newest intermediate result of the run that is going. */
  partial: unknown;
}

/** Milliseconds before a run counts as slow. */
const SLOW_AFTER = 500;

type Progress = Pick<TaskView, 'running' | 'slow' | 'progress' | 'error'> & { partial: unknown };
const AT_REST: Progress = { running: false, slow: false, progress: 0, error: null, partial: null };

/**
 * Calls `src/numerics/tasks/<name>.ts` in the worker: the latest run wins, and nothing runs before
 * the demo is in view.
 */
export function useTask<T extends Task>(
  name: string,
): TaskHandle<Parameters<T>[0], Awaited<ReturnType<T>>> {
  type Input = Parameters<T>[0];
  type Output = Awaited<ReturnType<T>>;
  const { ref: viewRef, inView } = useInView();
  const [done, setDone] = useState<{ result: Output; resultOf: Input } | null>(null);
  const [progress, setProgress] = useState<Progress>(AT_REST);
  const waiting = useRef<{ input: Input } | null>(null);
  const last = useRef<{ input: Input } | null>(null);
  const controller = useRef<AbortController | null>(null);
  const seen = useRef(false);

  const start = async (input: Input) => {
    controller.current?.abort();
    const current = new AbortController();
    controller.current = current;
    const isCurrent = () => controller.current === current;
    const change = (part: Partial<Progress>) => {
      if (isCurrent()) setProgress((old) => ({ ...old, ...part }));
    };
    setProgress({ ...AT_REST, running: true });
    const timer = setTimeout(() => change({ slow: true }), SLOW_AFTER);
    try {
      const result = await demoRuntime().run<T>(name, input, {
        signal: current.signal,
        onProgress: (fraction, partial) =>
          change(partial === undefined ? { progress: fraction } : { progress: fraction, partial }),
      });
      if (!isCurrent()) return;
      setDone({ result, resultOf: input });
      setProgress(AT_REST);
    } catch (error) {
      if (!isAbort(error)) change({ ...AT_REST, error: describe(error) });
    } finally {
      clearTimeout(timer);
    }
  };

  const run = (input: Input) => {
    last.current = { input };
    if (seen.current) void start(input);
    else waiting.current = { input };
  };

  useEffect(() => {
    if (!inView) return;
    seen.current = true;
    const first = waiting.current;
    waiting.current = null;
    if (first) void start(first.input);
  }, [inView]);

  useEffect(() => () => controller.current?.abort(), []);

  return {
    ...progress,
    result: done?.result ?? null,
    resultOf: done?.resultOf ?? null,
    run,
    viewRef,
    cancel: () => {
      controller.current?.abort();
      setProgress(AT_REST);
    },
    retry: () => {
      if (last.current) run(last.current.input);
    },
  };
}

function describe(error: unknown): { message: string; retryable: boolean } {
  if (error instanceof RuntimeError) return { message: error.message, retryable: error.retryable };
  return { message: `Something unexpected went wrong (${String(error)}).`, retryable: true };
}
