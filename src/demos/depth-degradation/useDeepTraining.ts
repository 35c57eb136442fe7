import { useEffect, useRef, useState } from 'react';
import { useTask, type TaskView } from '#demos/frame/useTask.ts';
import type { Sheet } from '#demos/network/sheet.ts';
import { usePictures, type FetchedPictures } from '#demos/network/usePictures.ts';
import type { DeepTrial, LabelledPictures } from '#numerics/depth/study.ts';
import type train from '#numerics/tasks/depth-degradation-train.ts';
import type { Checkpoint, Course, Underway } from '#numerics/tasks/depth-degradation-train.ts';
import type { ShownRun } from './shownRun.ts';

/** A training that the reader starts, pauses, and goes on with or gives up. */
export interface DeepTraining {
  phase: 'rest' | 'fetching' | 'training' | 'paused';
  trial: DeepTrial | null;
  /** Its steps so far. */
  course: Course | null;
  /** 0 to 1. */
  progress: number;
  /** The last network that was finished. */
  trained: ShownRun | null;
  fetched: FetchedPictures;
  task: TaskView;
  start: (trial: DeepTrial) => void;
  paused: boolean;
  /** Pauses the training or goes on with it; there is nothing to pause while pictures are fetched. */
  toggle: (() => void) | undefined;
  stop: () => void;
  /** Stops, and forgets what was trained, too. */
  forget: () => void;
}

/** The pictures are fetched when somebody trains. A pause falls back to the last whole epoch. */
export function useDeepTraining(sheet: Sheet): DeepTraining {
  const [trial, setTrial] = useState<DeepTrial | null>(null);
  const [paused, setPaused] = useState(false);
  const [wanted, setWanted] = useState(false);
  const [trained, setTrained] = useState<ShownRun | null>(null);
  const fetched = usePictures(sheet, wanted);
  const task = useTask<typeof train>('depth-degradation-train');
  const checkpoint = useRef<Checkpoint | null>(null);
  /** The trial whose training has been asked for, so that it is asked for once. */
  const asked = useRef<DeepTrial | null>(null);
  const [course, setCourse] = useState<Course | null>(null);
  const pictures: LabelledPictures | null = fetched.pixels && {
    pixels: fetched.pixels,
    labels: sheet.labels,
  };

  useEffect(() => {
    if (!trial || !pictures || asked.current === trial) return;
    asked.current = trial;
    task.run({ trial, pictures });
  }, [trial, fetched.pixels]);

  useEffect(() => {
    const part = task.partial as Underway | null;
    // What was on its way when the reader paused is not kept.
    if (!part || !trial || paused) return;
    checkpoint.current = part.checkpoint;
    setCourse(part.course);
  }, [task.partial]);

  useEffect(() => {
    const { result, resultOf } = task;
    if (!result || !resultOf || resultOf.trial !== trial) return;
    setTrained({ trial: resultOf.trial, course: result });
    setTrial(null);
  }, [task.result]);

  const stop = () => {
    task.cancel();
    checkpoint.current = null;
    asked.current = null;
    setCourse(null);
    setPaused(false);
    setTrial(null);
  };
  const pause = () => {
    task.cancel();
    setPaused(true);
    setCourse(checkpoint.current?.course ?? null);
  };
  const resume = () => {
    setPaused(false);
    if (!trial || !pictures) return;
    task.run({ trial, pictures, from: checkpoint.current ?? undefined });
  };
  return {
    phase: !trial ? 'rest' : paused ? 'paused' : pictures ? 'training' : 'fetching',
    trial,
    course,
    progress: task.progress,
    trained,
    fetched,
    task,
    start: (next) => {
      stop();
      setWanted(true);
      setTrial({ ...next });
    },
    paused,
    toggle: pictures ? (paused ? resume : pause) : undefined,
    stop,
    forget: () => {
      stop();
      setTrained(null);
    },
  };
}
