import { useEffect, useRef, useState } from 'react';
import { useTask, type TaskView } from '#demos/frame/useTask.ts';
import type transfer from '#numerics/tasks/gram-matrix-transfer.ts';
import type { TransferInput, TransferReport } from '#numerics/tasks/gram-matrix-transfer.ts';
import { shownTransfer, type ShownTransfer } from './shownTransfer.ts';

/** A transfer that the reader starts, pauses, and goes on with or stops. */
export interface Transfer {
  phase: 'rest' | 'running' | 'paused';
  /** What was last drawn of it; null before the first. */
  shown: ShownTransfer | null;
  progress: number;
  task: TaskView;
  start: (input: TransferInput) => void;
  paused: boolean;
  /** Pauses it, or goes on with it. */
  toggle: () => void;
  stop: () => void;
  /** Stops, and forgets what was drawn. */
  forget: () => void;
}

/** Style transfer in the worker, in parts that end where the reader pauses. */
export function useTransfer(): Transfer {
  const task = useTask<typeof transfer>('gram-matrix-transfer');
  const [phase, setPhase] = useState<Transfer['phase']>('rest');
  const [shown, setShown] = useState<ShownTransfer | null>(null);
  const input = useRef<TransferInput | null>(null);
  const last = useRef<TransferReport | null>(null);

  const take = (report: TransferReport) => {
    if (!input.current) return;
    last.current = report;
    setShown(shownTransfer(report, input.current.settings));
  };
  useEffect(() => {
    if (task.partial && phase === 'running') take(task.partial as TransferReport);
  }, [task.partial]);
  useEffect(() => {
    if (!task.result || task.resultOf?.settings !== input.current?.settings) return;
    take(task.result);
    setPhase('rest');
  }, [task.result]);
  useEffect(() => {
    if (task.error) setPhase('rest');
  }, [task.error]);

  const run = (next: TransferInput) => {
    input.current = next;
    setPhase('running');
    task.run(next);
  };
  const stop = () => {
    task.cancel();
    setPhase('rest');
  };
  return {
    phase,
    shown,
    // A part that goes on begins its own count at 0, until it reports.
    progress: Math.max(
      task.progress,
      (last.current?.step ?? 0) / (input.current?.settings.steps ?? 1),
    ),
    task,
    start: (next) => {
      last.current = null;
      run(next);
    },
    paused: phase === 'paused',
    toggle: () => {
      if (phase !== 'paused') {
        task.cancel();
        setPhase('paused');
      } else if (input.current) run({ ...input.current, from: last.current?.soFar });
    },
    stop,
    forget: () => {
      stop();
      input.current = null;
      last.current = null;
      setShown(null);
    },
  };
}
