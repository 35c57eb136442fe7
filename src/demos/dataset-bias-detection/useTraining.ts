import { useEffect, useRef, useState } from 'react';
import { useTask, type TaskView } from '#demos/frame/useTask.ts';
import type { Sheet } from '#demos/network/sheet.ts';
import { usePictures, type FetchedPictures } from '#demos/network/usePictures.ts';
import { training as howTrained, type Pictures, type Trial } from '#numerics/cues/trial.ts';
import type look from '#numerics/tasks/dataset-bias-detection-look.ts';
import type { LookOutput } from '#numerics/tasks/dataset-bias-detection-look.ts';
import type train from '#numerics/tasks/dataset-bias-detection-train.ts';
import type { Checkpoint, EpochRecord } from '#numerics/tasks/dataset-bias-detection-train.ts';

/** A network that was trained here and looked at. */
export interface TrainedHere {
  trial: Trial;
  history: EpochRecord[];
  found: LookOutput;
  pictures: Pictures;
}

/** A training that the reader starts, pauses, and goes on with or gives up. */
export interface Training {
  phase: 'rest' | 'fetching' | 'training' | 'paused' | 'looking';
  /** What is being trained, and its epochs so far. */
  trial: Trial | null;
  history: EpochRecord[];
  /** 0 to 1. */
  progress: number;
  /** The last network that was finished. */
  trained: TrainedHere | null;
  fetched: FetchedPictures;
  tasks: TaskView[];
  start: (trial: Trial) => void;
  paused: boolean;
  /** Pauses the training or goes on with it; not while pictures are fetched or the network looked at. */
  toggle: (() => void) | undefined;
  stop: () => void;
  /** Stops, and forgets what was trained, too. */
  forget: () => void;
}

/** Training and looking, one after the other; the pictures are fetched when somebody trains. */
export function useTraining(sheet: Sheet, classes: readonly string[]): Training {
  const [trial, setTrial] = useState<Trial | null>(null);
  const [paused, setPaused] = useState(false);
  const [trained, setTrained] = useState<TrainedHere | null>(null);
  const [wanted, setWanted] = useState(false);
  const fetched = usePictures(sheet, wanted);
  const training = useTask<typeof train>('dataset-bias-detection-train');
  const looking = useTask<typeof look>('dataset-bias-detection-look');
  const checkpoint = useRef<Checkpoint | null>(null);
  const [history, setHistory] = useState<EpochRecord[]>([]);
  /** The trial whose training has been asked for, so that it is asked for once. */
  const asked = useRef<Trial | null>(null);

  const pictures: Pictures | null = fetched.pixels && {
    pixels: fetched.pixels,
    classes: sheet.labels.map((label) => classes[label] ?? ''),
  };

  useEffect(() => {
    if (!trial || !pictures || asked.current === trial) return;
    asked.current = trial;
    training.run({ pictures, trial });
  }, [trial, fetched.pixels]);

  useEffect(() => {
    if (!training.partial) return;
    const part = training.partial as Checkpoint;
    checkpoint.current = part;
    setHistory(part.history);
  }, [training.partial]);

  useEffect(() => {
    const { result, resultOf } = training;
    if (!result || resultOf?.trial !== trial) return;
    checkpoint.current = result;
    setHistory(result.history);
    const { pictures: same, trial: own } = resultOf;
    looking.run({ pictures: same, trial: own, weights: result.weights });
  }, [training.result]);

  useEffect(() => {
    const { result, resultOf } = looking;
    if (!result || !resultOf || resultOf.trial !== trial) return;
    const own = checkpoint.current?.history ?? [];
    setTrained({ trial: resultOf.trial, history: own, found: result, pictures: resultOf.pictures });
    setTrial(null);
  }, [looking.result]);

  const clear = () => {
    checkpoint.current = null;
    asked.current = null;
    setHistory([]);
    setPaused(false);
  };
  const giveUp = () => {
    training.cancel();
    looking.cancel();
    clear();
  };
  const stop = () => {
    giveUp();
    setTrial(null);
  };
  const pause = () => {
    training.cancel();
    setPaused(true);
  };
  const resume = () => {
    setPaused(false);
    if (!trial || !pictures) return;
    training.run({ pictures, trial, from: checkpoint.current ?? undefined });
  };
  const phase = !trial
    ? 'rest'
    : paused
      ? 'paused'
      : !pictures
        ? 'fetching'
        : looking.running
          ? 'looking'
          : 'training';

  return {
    phase,
    trial,
    history,
    progress: paused ? history.length / howTrained.epochs : training.progress,
    trained,
    fetched,
    tasks: [training, looking],
    start: (next) => {
      giveUp();
      setWanted(true);
      setTrial({ ...next });
    },
    paused,
    toggle: phase === 'training' ? pause : phase === 'paused' ? resume : undefined,
    stop,
    forget: () => {
      stop();
      setTrained(null);
    },
  };
}
