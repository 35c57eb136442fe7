import { useEffect, useState } from 'react';
import { useTask } from '#demos/frame/useTask.ts';
import type { Sheet } from '#demos/network/sheet.ts';
import { usePictures } from '#demos/network/usePictures.ts';
import type readTask from '#numerics/tasks/non-semantic-shift-read.ts';
import type { LabState } from './state.ts';

type Read = Parameters<typeof readTask>[0];

/** What is read, and from what. */
interface Wish extends Pick<LabState, 'look' | 'amount' | 'batch' | 'order' | 'seed'> {
  sheet: Sheet;
  source: Read['source'];
}

/** The gallery in a look as the reader's own device reads it, once it is wanted; the clean pictures once. */
export function useLook(wish: Wish, wanted: boolean, runs: number) {
  const { look, amount, batch, order, seed, sheet, source } = wish;
  const pictures = usePictures(sheet, wanted);
  const task = useTask<typeof readTask>('non-semantic-shift-read');
  const [clean, setClean] = useState<Read['clean']>(undefined);

  useEffect(() => {
    const { pixels } = pictures;
    if (!wanted || !pixels) return;
    const { labels } = sheet;
    task.run({ pixels, labels, look, amount: amount / 100, batch, order, seed, source, clean });
  }, [wanted, pictures.pixels, look, amount, batch, order, seed, runs]);

  useEffect(() => {
    if (task.result) setClean(task.result.clean);
  }, [task.result]);

  return { pictures, task, result: wanted ? task.result : null };
}
