import type { APIRoute } from 'astro';
import { getBook } from '#book/getBook.ts';
import { chapterQuiz, quizTools } from '#quiz/chapterQuiz.ts';
import { renderVariants } from '#quiz/items.ts';

export const getStaticPaths = () =>
  getBook()
    .chapters.filter(({ written }) => written)
    .map(({ id }) => ({ params: { id } }));

/** Further numbers for the generated items of a chapter's quiz; fetched when first asked for. */
export const GET: APIRoute<Record<string, never>, { id: string }> = ({ params: { id } }) =>
  Response.json(renderVariants(chapterQuiz(id), quizTools(id)));
