import { useEffect, useRef, useState } from 'react';
import { useTask, type TaskView } from '#demos/frame/useTask.ts';
import { widthStudy, type WidthTrial } from '#numerics/regression/widthStudy.ts';
import type train from '#numerics/tasks/model-size-and-estimation-error-train.ts';
import type {
  Checkpoint,
  PartRecord,
} from '#numerics/tasks/model-size-and-estimation-error-train.ts';

/** A training that the reader starts, pauses, and goes on with or gives up. */
export interface NetworkTraining {
  phase: 'rest' | 'training' | 'paused';
  /** The trial under way, or the last one. */
  trial: WidthTrial | null;
  history: PartRecord[];
  /** 0 to 1. */
  progress: number;
  /** The last one that was finished. */
  finished: { trial: WidthTrial; history: PartRecord[] } | null;
  task: TaskView;
  start: (trial: WidthTrial) => void;
  paused: boolean;
  /** Pauses it, or goes on with it. */
  toggle: () => void;
  stop: () => void;
}

/** One network at a time, trained in the worker. */
export function useNetwork(): NetworkTraining {
  const task = useTask<typeof train>('model-size-and-estimation-error-train');
  const [trial, setTrial] = useState<WidthTrial | null>(null);
  const [phase, setPhase] = useState<NetworkTraining['phase']>('rest');
  const [history, setHistory] = useState<PartRecord[]>([]);
  const [finished, setFinished] = useState<NetworkTraining['finished']>(null);
  const checkpoint = useRef<Checkpoint | undefined>(undefined);

  useEffect(() => {
    const part = task.partial as Checkpoint | null;
    if (!part) return;
    checkpoint.current = part;
    setHistory(part.history);
  }, [task.partial]);

  useEffect(() => {
    const { result, resultOf } = task;
    if (!result || !resultOf || resultOf.trial !== trial) return;
    setHistory(result);
    setFinished({ trial: resultOf.trial, history: result });
    setPhase('rest');
  }, [task.result]);

  return {
    phase,
    trial,
    history,
    progress: phase === 'paused' ? history.length / widthStudy.parts : task.progress,
    finished,
    task,
    start: (given) => {
      const next = { ...given };
      checkpoint.current = undefined;
      setHistory([]);
      setTrial(next);
      setPhase('training');
      task.run({ trial: next });
    },
    paused: phase === 'paused',
    toggle: () => {
      if (phase !== 'paused') {
        task.cancel();
        setPhase('paused');
      } else if (trial) {
        setPhase('training');
        task.run({ trial, from: checkpoint.current });
      }
    },
    stop: () => {
      task.cancel();
      checkpoint.current = undefined;
      setHistory([]);
      setTrial(null);
      setPhase('rest');
    },
  };
}
