import { useEffect, useRef, useState } from 'react';
import { useTask, type TaskView } from '#demos/frame/useTask.ts';
import type climbs from '#numerics/tasks/class-image-synthesis-climb.ts';
import type { Climbed, ClimbsInput } from '#numerics/tasks/class-image-synthesis-climb.ts';

/** Climbs that the reader's device takes, seen on the way. */
export interface Climbs {
  phase: 'rest' | 'climbing' | 'paused';
  /** The newest pictures of the climb that was asked for last; null before the first. */
  climbed: Climbed | null;
  /** What `climbed` shows; null before the first. */
  of: ClimbsInput | null;
  /** How many steps of what was asked for last have been taken. */
  step: number;
  /** 0 to 1 of the whole. */
  progress: number;
  task: TaskView;
  /** Goes on from what is there, if it is the same climb; not if it is to begin anew. */
  start: (wish: ClimbsInput, anew?: boolean) => void;
  paused: boolean;
  /** Pauses it, or goes on with it. */
  toggle: () => void;
  /** Gives the climb up; its pictures stay as they are. */
  stop: () => void;
  /** Gives it up and forgets it. */
  forget: () => void;
}

/** Climbs started, paused and gone on with; a longer climb of the same pictures goes on from them. */
export function useClimbs(): Climbs {
  const task = useTask<typeof climbs>('class-image-synthesis-climb');
  const [wish, setWish] = useState<ClimbsInput | null>(null);
  const [phase, setPhase] = useState<Climbs['phase']>('rest');
  const [shown, setShown] = useState<{ climbed: Climbed; of: ClimbsInput } | null>(null);
  const [step, setStep] = useState(0);
  const newest = useRef<{ key: string; climbed: Climbed } | null>(null);

  const take = (next: Climbed) => {
    if (!wish) return;
    newest.current = { key: keyOf(wish), climbed: next };
    setShown({ climbed: next, of: wish });
    setStep(next.step);
  };
  useEffect(() => {
    if (task.partial) take(task.partial as Climbed);
  }, [task.partial]);
  useEffect(() => {
    if (!task.result || phase === 'rest') return;
    take(task.result);
    setPhase('rest');
  }, [task.result]);
  useEffect(() => {
    if (task.error) setPhase('rest');
  }, [task.error]);

  const run = (next: ClimbsInput) => {
    const known = newest.current;
    const goesOn = known?.key === keyOf(next) && known.climbed.step <= next.to;
    const from = goesOn
      ? { step: known.climbed.step, x: known.climbed.made.map(({ x }) => x) }
      : undefined;
    setStep(from?.step ?? 0);
    setPhase('climbing');
    task.run({ ...next, from });
  };
  const stop = () => {
    task.cancel();
    setPhase('rest');
  };
  return {
    phase,
    climbed: shown?.climbed ?? null,
    of: shown?.of ?? null,
    step,
    progress: wish ? step / Math.max(1, wish.to) : 0,
    task,
    start: (next, anew = false) => {
      if (anew) newest.current = null;
      setWish(next);
      run(next);
    },
    paused: phase === 'paused',
    toggle: () => {
      if (phase !== 'paused') {
        task.cancel();
        setPhase('paused');
      } else if (wish) run(wish);
    },
    stop,
    forget: () => {
      stop();
      newest.current = null;
      setShown(null);
    },
  };
}

/** What has to be equal for one climb to be the other, continued. */
function keyOf({ target, lanes }: ClimbsInput): string {
  return JSON.stringify({ target, lanes });
}
