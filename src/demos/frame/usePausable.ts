import { useState } from 'react';
import type { TaskHandle } from './useTask.ts';

/** A run that reports checkpoints, and can be paused at one and gone on with. */
export interface Pausable<Input, Checkpoint> {
  /** What was started last. */
  input: Input | null;
  paused: boolean;
  /** Running, or paused. */
  isUnderWay: boolean;
  /** The checkpoint from which it goes, or would go, on. */
  reached: Checkpoint | undefined;
  /** Starts a run, or goes on with one whose input has a checkpoint. */
  start: (input: Input) => void;
  /** Pauses it, or goes on from where it was paused. */
  toggle: () => void;
  /** Gives it up. */
  stop: () => void;
}

/** Pausing for a task whose intermediate results are checkpoints that its input takes as `from`. */
export function usePausable<Checkpoint, Input extends { from?: Checkpoint | undefined }>(
  task: Pick<TaskHandle<Input, unknown>, 'run' | 'cancel' | 'running' | 'partial'>,
): Pausable<Input, Checkpoint> {
  const [input, setInput] = useState<Input | null>(null);
  const [paused, setPaused] = useState(false);
  const reached = (task.partial as Checkpoint | null) ?? input?.from;
  const start = (given: Input) => {
    setInput(given);
    setPaused(false);
    task.run(given);
  };
  return {
    input,
    paused,
    isUnderWay: task.running || paused,
    reached,
    start,
    toggle: () => {
      if (!input) return;
      if (paused) return start(input);
      setInput({ ...input, from: reached });
      setPaused(true);
      task.cancel();
    },
    stop: () => {
      setPaused(false);
      task.cancel();
    },
  };
}
