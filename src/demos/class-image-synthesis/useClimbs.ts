import { useEffect, useRef, useState } from 'react';
import { useTask, type TaskView } from '#demos/frame/useTask.ts';
import type climbs from '#numerics/tasks/class-image-synthesis-climb.ts';
import type { Climbed, ClimbsInput } from '#numerics/tasks/class-image-synthesis-climb.ts';

/** Climbs that the reader's device takes, seen on the way. */
export interface Climbs {
  phase: 'rest' | 'climbing' | 'paused';
  /** The newest pictures of the climb that was asked for last; null before the first. */
  climbed: Climbed | null;
  /** 0 to 1 of the whole. */
  progress: number;
  task: TaskView;
  start: (wish: ClimbsInput) => void;
  pause: () => void;
  resume: () => void;
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
  const [climbed, setClimbed] = useState<Climbed | null>(null);
  const newest = useRef<{ key: string; climbed: Climbed } | null>(null);

  const take = (next: Climbed) => {
    if (!wish) return;
    newest.current = { key: keyOf(wish), climbed: next };
    setClimbed(next);
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
    const { step = 0, made = [] } = goesOn && known ? known.climbed : {};
    const from = goesOn ? { step, x: made.map(({ x }) => x) } : undefined;
    setPhase('climbing');
    task.run({ ...next, from });
  };
  const stop = () => {
    task.cancel();
    setPhase('rest');
  };
  return {
    phase,
    climbed,
    progress: climbed && wish ? climbed.step / Math.max(1, wish.to) : 0,
    task,
    start: (next) => {
      setWish(next);
      run(next);
    },
    pause: () => {
      task.cancel();
      setPhase('paused');
    },
    resume: () => {
      if (wish) run(wish);
    },
    stop,
    forget: () => {
      stop();
      newest.current = null;
      setClimbed(null);
    },
  };
}

/** What has to be equal for one climb to be the other, continued. */
function keyOf({ target, lanes }: ClimbsInput): string {
  return JSON.stringify({ target, lanes });
}
