import type { APIRoute } from 'astro';
import { getBook } from '#book/getBook.ts';
import { chapterQuiz, quizTools } from '#quiz/chapterQuiz.ts';
import { renderItems } from '#quiz/items.ts';

export const getStaticPaths = () =>
  getBook()
    .chapters.filter(({ written }) => written)
    .map(({ id }) => ({ params: { id } }));

/** The items behind a chapter's quiz; fetched when the quiz comes into view. */
export const GET: APIRoute<Record<string, never>, { id: string }> = ({ params: { id } }) =>
  Response.json(renderItems(chapterQuiz(id), quizTools(id)));
