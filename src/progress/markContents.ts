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
 * Keeps `data-progress` and a word in sight on every link with `data-chapter-id` under `root`, now
 * and whenever progress changes. Returns how to stop.
 */
export function markContents(root: ParentNode, progress: Progress): () => void {
  const update = (): void => {
    const { state } = progress.snapshot();
    for (const link of root.querySelectorAll<HTMLElement>('[data-chapter-id]')) {
      const mark = markOf(state, link.dataset['chapterId'] ?? '');
      if (link.dataset['progress'] === (mark ?? undefined)) continue;
      link.querySelector('.progress-mark')?.remove();
      if (mark === null) {
        delete link.dataset['progress'];
        continue;
      }
      link.dataset['progress'] = mark;
      const word = document.createElement('span');
      word.className = 'progress-mark';
      word.textContent = mark;
      link.append(' ', word);
    }
  };
  update();
  return progress.subscribe(update);
}
