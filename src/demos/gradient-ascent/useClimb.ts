import { useEffect, useRef, useState } from 'react';
import { useTask, type TaskHandle } from '#demos/frame/useTask.ts';
import type climbTask from '#numerics/tasks/gradient-ascent-climb.ts';
import type { ClimbSettings, ClimbStop } from '#numerics/tasks/gradient-ascent-climb.ts';

/** A climb that the reader's own device takes. */
export interface LiveClimb {
  /** The pictures so far, from the start on; empty before the first has come. */
  stops: readonly ClimbStop[];
  task: TaskHandle<Parameters<typeof climbTask>[0], Awaited<ReturnType<typeof climbTask>>>;
}

interface Wish {
  /** The first picture; null while it is on its way. */
  start: Float32Array | null;
  settings: ClimbSettings;
  /** How many steps are to have been taken. */
  done: number;
  wanted: boolean;
}

/**
 * The climb with these settings, as far as it is wanted. What has been climbed is kept, so that a
 * further step costs one step and a step back none; other settings begin anew.
 */
export function useClimb({ start, settings, done, wanted }: Wish): LiveClimb {
  const task = useTask<typeof climbTask>('gradient-ascent-climb');
  const key = JSON.stringify(settings);
  const [kept, setKept] = useState<{ key: string; start: Float32Array | null; stops: ClimbStop[] }>(
    {
      key,
      start: null,
      stops: [],
    },
  );
  const asked = useRef('');
  const current = kept.key === key && kept.start === start ? kept.stops : [];

  useEffect(() => {
    if (!wanted || !start || current.length > done) return;
    const last = current.at(-1);
    const from = Math.max(0, current.length - 1);
    asked.current = key;
    task.run({ x: last?.x ?? start, from, steps: done - from, settings });
  }, [wanted, start, key, done, current.length]);

  useEffect(() => {
    const { result, resultOf } = task;
    if (!result || !resultOf || !start || asked.current !== key) return;
    const { from } = resultOf;
    setKept((old) => {
      const same = old.key === key && old.start === start;
      const before = same ? old.stops.slice(0, from) : [];
      return before.length === from ? { key, start, stops: [...before, ...result] } : old;
    });
  }, [task.result]);

  return { stops: current, task };
}
