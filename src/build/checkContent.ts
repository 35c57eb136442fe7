import { checkChapters } from '#book/checkChapters.ts';
import type { Problem } from '#book/contentError.ts';
import { inspectBook } from '#book/inspectBook.ts';

/** Every mistake in `content/` below `root` that can be found without rendering a page. */
export function checkContent(root: string): Problem[] {
  const { book, problems } = inspectBook(root);
  return [...problems, ...checkChapters(book)];
}
