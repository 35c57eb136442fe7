import type { ProgressState } from './reduce.ts';
import type { Progress } from './store.ts';

/** How far the reader is with a chapter. */
export type Mark = 'read' | 'started';

export function markOf(state: ProgressState, chapter: string): Mark | null {
  const progress = state.get(chapter);
  if (progress === undefined) return null;
  return progress.read === null ? 'started' : 'read';
}

/**
 * Keeps `data-progress`, and the same in words for screen readers, on every link with
 * `data-chapter-id` under `root`, now and whenever progress changes. Returns how to stop.
 */
export function keepMarks(root: ParentNode, progress: Progress): () => void {
  const update = (): void => {
    const { state } = progress.snapshot();
    for (const link of root.querySelectorAll<HTMLElement>('[data-chapter-id]'))
      setMark(link, markOf(state, link.dataset['chapterId'] ?? ''));
  };
  update();
  return progress.subscribe(update);
}

function setMark(link: HTMLElement, mark: Mark | null): void {
  if ((link.dataset['progress'] ?? null) === mark) return;
  link.querySelector('.progress-word')?.remove();
  delete link.dataset['progress'];
  if (mark === null) return;
  link.dataset['progress'] = mark;
  const word = document.createElement('span');
  word.className = 'progress-word visually-hidden';
  word.textContent = ` (${mark})`;
  link.append(word);
}
