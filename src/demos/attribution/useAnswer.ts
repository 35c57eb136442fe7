import { useEffect, useRef } from 'react';
import type { TaskHandle } from '#demos/frame/useTask.ts';
import type { ReaderPicture } from './useReaderPicture.ts';

/**
 * Runs a task on the newest input about the reader's picture. Strokes come faster than answers: each
 * waits for the one before; anything else is asked at once. Nothing is asked while the first frame
 * has the answer already: a reader who only reads loads no network. Null waits.
 */
export function useAnswer<Input extends { pixels: ArrayLike<number> }, Output>(
  task: Pick<TaskHandle<Input, Output>, 'run' | 'running'>,
  input: Input | null,
  picture: Pick<ReaderPicture, 'painting' | 'source' | 'untouched'>,
  isFirst: boolean,
): void {
  const asked = useRef<Input | null>(null);
  useEffect(() => {
    if (input === null || asked.current === input) return;
    if (asked.current === null && isFirst && picture.untouched) return;
    const drawing = picture.painting || picture.source === 'canvas' || picture.source === 'own';
    if (drawing && asked.current?.pixels !== input.pixels && task.running) return;
    asked.current = input;
    task.run(input);
  }, [input, task.running]);
}
