import { useEffect, useRef, useState } from 'react';
import { useTask, type TaskView } from '#demos/frame/useTask.ts';
import type { Sheet } from '#demos/network/sheet.ts';
import type { Place } from '#numerics/embedding/places.ts';
import type cloudTask from '#numerics/tasks/dimensionality-reduction-cloud.ts';
import type { Cloud } from '#numerics/tasks/dimensionality-reduction-cloud.ts';
import type mapTask from '#numerics/tasks/dimensionality-reduction-map.ts';
import type { MapInput, MapSoFar, TsneMap } from '#numerics/tasks/dimensionality-reduction-map.ts';
import { mapDefaults, type LabState } from './state.ts';
import { usePictures } from '#demos/network/usePictures.ts';

/** What the reader's own device has computed of the map that is asked for. */
export interface LiveMap {
  /** The pictures in the place's space; null until computed. */
  cloud: Cloud | null;
  /** The finished map of just these settings, or null. */
  map: TsneMap | null;
  /** The map under way, or null. */
  soFar: MapSoFar | null;
  /** Whether the pictures are being fetched, and whether that failed. */
  fetching: boolean;
  failed: boolean;
  retry: () => void;
  tasks: TaskView[];
}

type Wish = Pick<LabState, 'place' | 'method' | 'perplexity' | 'seed' | 'start'>;

/**
 * The map of a place, computed here: fetch the pictures, run the network for PCA and for the distances,
 * then t-SNE; each only when wanted, the network once per place. `runs` counts how often the reader has asked for it again.
 */
export function useLiveMap(sheet: Sheet, wish: Wish, wanted: boolean, runs: number): LiveMap {
  const { place, method, perplexity, seed, start } = wish;
  const pictures = usePictures(sheet, wanted);
  const clouds = useTask<typeof cloudTask>('dimensionality-reduction-cloud');
  const maps = useTask<typeof mapTask>('dimensionality-reduction-map');
  const [known, setKnown] = useState<Partial<Record<Place, Cloud>>>({});
  const asked = useRef<MapInput | null>(null);
  const cloud = known[place] ?? null;

  useEffect(() => {
    if (!wanted || !pictures.pixels || cloud) return;
    clouds.run({ pixels: pictures.pixels, place, labels: sheet.labels });
  }, [wanted, pictures.pixels, place, runs]);

  useEffect(() => {
    const { result, resultOf } = clouds;
    if (result && resultOf) setKnown((old) => ({ ...old, [resultOf.place]: result }));
  }, [clouds.result]);

  useEffect(() => {
    asked.current = null;
    if (!wanted || !cloud || method === 'pca') return;
    const input: MapInput = {
      squared: cloud.squared,
      labels: sheet.labels,
      perplexity,
      start: start === 'pca' ? { scores: cloud.scores } : { seed },
      steps: mapDefaults.steps,
    };
    asked.current = input;
    maps.run(input);
  }, [wanted, cloud, method, perplexity, seed, start, runs]);

  const isCurrent = wanted && maps.resultOf !== null && maps.resultOf === asked.current;
  return {
    cloud,
    map: isCurrent && !maps.running ? maps.result : null,
    soFar: wanted && maps.running ? (maps.partial as MapSoFar | null) : null,
    fetching: wanted && !pictures.pixels && !pictures.failed,
    failed: pictures.failed,
    retry: pictures.retry,
    tasks: [clouds, maps],
  };
}
