import { checkChapterKeys, checkChapters } from '#book/checkChapters.ts';
import type { Problem } from '#book/contentError.ts';
import { inspectBook } from '#book/inspectBook.ts';
import { checkQuizzes } from './checkQuizzes.ts';

/** Every mistake in `content/` below `root` that can be found without rendering a page. */
export function checkContent(root: string): Problem[] {
  const { book, problems, whole } = inspectBook(root);
  const found = [...problems, ...checkChapters(book)];
  if (whole) found.push(...checkChapterKeys(book), ...checkQuizzes(root, book));
  return found.sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
}
