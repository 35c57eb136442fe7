import { useEffect, useRef } from 'react';
import type { TaskHandle } from './useTask.ts';

/**
 * Runs a task on the newest input, one run after the other: a stroke changes a drawing faster than
 * the task answers, and runs cancelled each time would never answer. Null waits.
 */
export function useInTurn<Input, Output>(
  task: Pick<TaskHandle<Input, Output>, 'run' | 'running'>,
  input: Input | null,
): void {
  const asked = useRef<Input | null>(null);
  useEffect(() => {
    if (input === null || task.running || asked.current === input) return;
    asked.current = input;
    task.run(input);
  }, [input, task.running]);
}
