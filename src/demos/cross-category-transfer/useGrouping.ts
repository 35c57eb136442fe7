import { useEffect, useMemo, useState } from 'react';
import { usePausable } from '#demos/frame/usePausable.ts';
import { useTask } from '#demos/frame/useTask.ts';
import { usePictures } from '#demos/network/usePictures.ts';
import type groupTask from '#numerics/tasks/cross-category-transfer-group.ts';
import type {
  Checkpoint,
  GroupInput,
  Grouping,
  Plan,
} from '#numerics/tasks/cross-category-transfer-group.ts';
import type readTask from '#numerics/tasks/cross-category-transfer-read.ts';
import type { ReadOutput } from '#numerics/tasks/cross-category-transfer-read.ts';
import type { FirstGallery } from './firstGallery.ts';
import { targetOf } from './target.ts';

/** A finished grouping and how it was made. */
export interface Run {
  plan: Plan;
  found: Grouping;
}

/** Which reading of the pictures a plan needs: the seed of an untrained network, or none. */
const untrainedOf = ({ space, seed }: Plan) => (space === 'untrained' ? seed : null);

/** Runs kept in the table. */
const KEPT = 8;

/** Fetch the pictures, let the network read them, group them: each when asked, reading once a network. */
export function useGrouping(first: FirstGallery) {
  const target = useMemo(() => targetOf(first), [first]);
  const [asked, setAsked] = useState<{ plan: Plan } | null>(null);
  const [readings, setReadings] = useState<ReadonlyMap<number | null, ReadOutput>>(new Map());
  const [runs, setRuns] = useState<Run[]>([]);
  const pictures = usePictures(first.sheet, asked !== null);
  const reading = useTask<typeof readTask>('cross-category-transfer-read');
  const grouping = useTask<typeof groupTask>('cross-category-transfer-group');
  const pausable = usePausable<Checkpoint, GroupInput>(grouping);
  const { pixels } = pictures;

  useEffect(() => {
    const { result, resultOf } = reading;
    if (result && resultOf) setReadings((old) => new Map(old).set(resultOf.untrained, result));
  }, [reading.result]);

  useEffect(() => {
    const { result, resultOf } = grouping;
    if (!result || !resultOf) return;
    setRuns((old) => [{ plan: resultOf.plan, found: result }, ...old].slice(0, KEPT));
    setAsked(null);
  }, [grouping.result]);

  const available = asked && readings.get(untrainedOf(asked.plan));
  useEffect(() => {
    if (!asked || !pixels) return;
    const { plan } = asked;
    const start = (values: ArrayLike<number>, length: number) =>
      pausable.start({
        gallery: { values, length, known: target.known },
        classes: target.classes,
        classCount: target.names.length,
        plan,
      });
    if (plan.space === 'pixels') {
      start(
        Float32Array.from(pixels, (value) => value / 255),
        pixels.length / target.known.length,
      );
    } else if (available) start(available.values, available.length);
    else reading.run({ pixels, untrained: untrainedOf(plan) });
  }, [asked, pixels, available]);

  const stop = () => {
    setAsked(null);
    reading.cancel();
    pausable.stop();
  };
  const partial = pausable.isUnderWay ? pausable.reached : undefined;
  return {
    target,
    pictures,
    tasks: [reading, grouping],
    /** Between the press of the button and the first step. */
    preparing: asked !== null && !pausable.isUnderWay && !pictures.failed && !reading.error,
    reading,
    grouping,
    paused: pausable.paused,
    isUnderWay: pausable.isUnderWay,
    /** The grouping under way: its plan, and how far it is. */
    underWay: pausable.isUnderWay && pausable.input ? { plan: pausable.input.plan, partial } : null,
    /** Finished ones, newest first. */
    runs,
    start: (plan: Plan) => setAsked({ plan }),
    toggle: pausable.toggle,
    stop,
    forget: () => {
      stop();
      setRuns([]);
    },
  };
}

export type GroupingHandle = ReturnType<typeof useGrouping>;
