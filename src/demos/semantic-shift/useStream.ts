import { useEffect, useState } from 'react';
import { useTask } from '#demos/frame/useTask.ts';
import type { Sheet } from '#demos/network/sheet.ts';
import { usePictures } from '#demos/network/usePictures.ts';
import type { Vectors } from '#numerics/novelty/distanceScores.ts';
import type { Readings } from '#numerics/novelty/familiarity.ts';
import type streamTask from '#numerics/tasks/semantic-shift-stream.ts';
import type { StreamState } from './state.ts';

/** What is read, and from what. */
interface Wish extends Pick<StreamState, 'alteration' | 'amount' | 'seed'> {
  sheet: Sheet;
  labels: readonly number[];
  means: Vectors;
}

/** The stream as the reader's own device computes it, once it is wanted; the gallery is read once. */
export function useStream(wish: Wish, wanted: boolean, runs: number) {
  const { alteration, amount, seed, sheet, labels, means } = wish;
  const pictures = usePictures(sheet, wanted);
  const task = useTask<typeof streamTask>('semantic-shift-stream');
  const [gallery, setGallery] = useState<Readings | undefined>(undefined);

  useEffect(() => {
    const { pixels } = pictures;
    if (!wanted || !pixels) return;
    task.run({ pixels, labels, alteration, amount: amount / 100, seed, means, gallery });
  }, [wanted, pictures.pixels, alteration, amount, seed, runs]);

  useEffect(() => {
    if (task.result) setGallery(task.result.gallery);
  }, [task.result]);

  return { pictures, task, result: wanted ? task.result : null };
}
