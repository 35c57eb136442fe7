import { useEffect, useState } from 'react';
import type { TaskHandle } from './useTask.ts';

/** Runs kept in a figure's table. */
const KEPT = 8;

/** The finished runs of a task, newest first, before those with which the figure opens. */
export function useRuns<Input, Output, Run>(
  { result, resultOf }: Pick<TaskHandle<Input, Output>, 'result' | 'resultOf'>,
  runOf: (result: NonNullable<Output>, input: Input) => Run,
  opening: readonly Run[] = [],
): { runs: readonly Run[]; forget: () => void } {
  const [runs, setRuns] = useState(opening);
  useEffect(() => {
    if (result && resultOf) setRuns((old) => [runOf(result, resultOf), ...old].slice(0, KEPT));
  }, [result]);
  return { runs, forget: () => setRuns(opening) };
}
