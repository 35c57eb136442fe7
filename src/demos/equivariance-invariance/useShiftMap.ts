import { useEffect, useMemo } from 'react';
import { useTask, type TaskView } from '#demos/frame/useTask.ts';
import type map from '#numerics/tasks/equivariance-invariance-map.ts';
import { SIDE, type ShiftMap } from './answers.ts';
import { labDefaults, mapKey, REACH, type LabState } from './state.ts';

interface ShiftMapView {
  task: TaskView;
  /** The answers under the present setting, NaN where they have not been computed yet. */
  map: ShiftMap;
  /** Whether all of them have. */
  complete: boolean;
}

/** The answers at all shifts of the picture: those that the page brought, or computed row by row. */
export function useShiftMap(
  state: LabState,
  pixels: Uint8Array | null,
  ready: boolean,
  first: ShiftMap,
): ShiftMapView {
  const { border, network, padding, pooling, down } = state;
  const key = mapKey(state);
  const isFirst = key === mapKey(labDefaults);
  const task = useTask<typeof map>('equivariance-invariance-map');
  const { result, resultOf, partial, running } = task;
  const isNow =
    resultOf?.pixels === pixels &&
    resultOf?.network === network &&
    resultOf.padding === padding &&
    resultOf.pooling === pooling &&
    resultOf.border === border;
  useEffect(() => {
    if (!ready || !pixels) return;
    if (isFirst || isNow) task.cancel();
    else task.run({ pixels, network, padding, pooling, border, reach: REACH, down });
  }, [ready, pixels, key]);

  const { classes } = first;
  const found = isNow ? result : running ? (partial as Float32Array | null) : null;
  const shown = useMemo(
    (): ShiftMap => ({
      probabilities: found ?? new Float32Array(SIDE * SIDE * classes).fill(Number.NaN),
      classes,
    }),
    [found, classes],
  );
  return { task, map: isFirst ? first : shown, complete: isFirst || isNow };
}
