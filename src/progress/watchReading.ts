import type { Progress } from './store.ts';

export interface ReadingOptions {
  progress: Progress;
  chapter: string;
  /** The element at the end of the chapter's text. */
  end: Element;
  /** How long a chapter must be open to count as started. */
  startedAfterMs?: number;
  /** How long it must be open, with its end in view, to count as read: scrolling past is not reading. */
  readAfterMs?: number;
  /** The browser's own, unless a test brings others. */
  Observer?: typeof IntersectionObserver;
  setTimer?: (action: () => void, ms: number) => unknown;
}

/** Records that the chapter was started and, at its end, read; each once in a reader's life. */
export function watchReading({
  progress,
  chapter,
  end,
  startedAfterMs = 10_000,
  readAfterMs = 30_000,
  Observer = IntersectionObserver,
  setTimer = setTimeout,
}: ReadingOptions): void {
  const soFar = () => progress.snapshot().state.get(chapter);
  if (typeof soFar()?.read === 'number') return;

  let endInView = false;
  let openLongEnough = false;
  const check = (): void => {
    if (!endInView || !openLongEnough) return;
    observer.disconnect();
    if (typeof soFar()?.read !== 'number') progress.append({ type: 'chapter-read', chapter });
  };
  const observer = new Observer((entries) => {
    endInView = entries.at(-1)?.isIntersecting ?? false;
    check();
  });
  observer.observe(end);
  setTimer(() => {
    if (soFar() === undefined) progress.append({ type: 'chapter-started', chapter });
  }, startedAfterMs);
  setTimer(() => {
    openLongEnough = true;
    check();
  }, readAfterMs);
}
