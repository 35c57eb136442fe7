import { getBook } from '#book/getBook.ts';
import type { Chapter } from '#book/inspectBook.ts';

/** The chapter whose page is being rendered. Throws outside a chapter's page. */
export function chapterOf(params: Record<string, string | undefined>): Chapter {
  const chapter = getBook().chapters.find(({ id }) => id === params['id']);
  if (!chapter) throw new Error('this tag belongs in a chapter: no chapter id in the address');
  return chapter;
}
