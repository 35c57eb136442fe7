import { useEffect, useRef, useState } from 'react';
import { useTask, type TaskView } from '#demos/frame/useTask.ts';
import type { Sheet } from '#demos/network/sheet.ts';
import { usePictures, type FetchedPictures } from '#demos/network/usePictures.ts';
import type { Weights } from '#numerics/network/weights.ts';
import type { Scope } from '#numerics/pruning/magnitudeMasks.ts';
import { fineTuning } from '#numerics/pruning/study.ts';
import type prune from '#numerics/tasks/architecture-search-prune.ts';
import type { Pruned } from '#numerics/tasks/architecture-search-prune.ts';
import type tune from '#numerics/tasks/architecture-search-tune.ts';
import type { TuneCheckpoint } from '#numerics/tasks/architecture-search-tune.ts';

/** What is pruned: 0 to 1, where, from which seed, and the weights of a network fine-tuned before. */
export interface Cut {
  sparsity: number;
  scope: Scope;
  seed: number;
  weights?: Weights | undefined;
}

/** Pruning as the reader drives it, and a fine-tuning they start, pause, go on with or give up. */
export interface Pruning {
  /** The newest measurement, and of what; null before the first. */
  pruned: Pruned | null;
  prunedOf: Cut | null;
  phase: 'rest' | 'fetching' | 'training' | 'paused';
  history: TuneCheckpoint['history'];
  /** What the history belongs to. */
  tunedOf: Cut | null;
  /** Weights of the last fine-tuning that came to its end. */
  finished: Weights | null;
  progress: number;
  fetched: FetchedPictures;
  tasks: TaskView[];
  measure: (cut: Cut) => void;
  start: (cut: Cut) => void;
  paused: boolean;
  /** Pauses the training or goes on with it; there is nothing to pause while pictures are fetched. */
  toggle: (() => void) | undefined;
  stop: () => void;
  forget: () => void;
}

/** Both tasks; the pictures are fetched when somebody measures or trains. */
export function usePruning(sheet: Sheet): Pruning {
  const [wanted, setWanted] = useState<Cut | null>(null);
  const [training, setTraining] = useState<Cut | null>(null);
  const [paused, setPaused] = useState(false);
  const [history, setHistory] = useState<TuneCheckpoint['history']>([]);
  const [tunedOf, setTunedOf] = useState<Cut | null>(null);
  const [finished, setFinished] = useState<Weights | null>(null);
  const checkpoint = useRef<TuneCheckpoint | null>(null);
  const fetched = usePictures(sheet, wanted !== null || training !== null);
  const measuring = useTask<typeof prune>('architecture-search-prune');
  const tuning = useTask<typeof tune>('architecture-search-tune');
  const pictures = fetched.pixels && { pixels: fetched.pixels, labels: sheet.labels };

  useEffect(() => {
    if (wanted && pictures && !training) measuring.run({ ...wanted, pictures });
  }, [wanted, fetched.pixels, training]);

  useEffect(() => {
    if (training && pictures && !paused) {
      tuning.run({ ...training, pictures, from: checkpoint.current ?? undefined });
    }
  }, [training, fetched.pixels, paused]);

  useEffect(() => {
    if (!tuning.partial || !training) return;
    const part = tuning.partial as TuneCheckpoint;
    checkpoint.current = part;
    setHistory(part.history);
  }, [tuning.partial]);

  useEffect(() => {
    if (!tuning.result || !training) return;
    setHistory(tuning.result.history);
    setFinished(tuning.result.weights);
    setTraining(null);
  }, [tuning.result]);

  const stop = () => {
    tuning.cancel();
    checkpoint.current = null;
    setPaused(false);
    setTraining(null);
  };
  const phase = !training ? 'rest' : !pictures ? 'fetching' : paused ? 'paused' : 'training';
  return {
    pruned: measuring.result,
    prunedOf: measuring.resultOf,
    phase,
    history,
    tunedOf,
    finished,
    progress: paused ? history.length / fineTuning.epochs : tuning.progress,
    fetched,
    tasks: [measuring, tuning],
    measure: setWanted,
    start: (cut) => {
      stop();
      measuring.cancel();
      setHistory([]);
      setTunedOf(cut);
      setTraining({ ...cut });
    },
    paused,
    toggle: pictures
      ? () => {
          if (!paused) tuning.cancel();
          setPaused(!paused);
        }
      : undefined,
    stop,
    forget: () => {
      stop();
      measuring.cancel();
      setWanted(null);
      setHistory([]);
      setTunedOf(null);
      setFinished(null);
    },
  };
}
