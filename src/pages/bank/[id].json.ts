import type { APIRoute } from 'astro';
import { getBook } from '#book/getBook.ts';
import type { Chapter } from '#book/inspectBook.ts';
import { bankFile } from '#quiz/bankFiles.ts';

export const getStaticPaths = () =>
  getBook().chapters.map((chapter) => ({ params: { id: chapter.id }, props: { chapter } }));

/** The card and the quiz of a chapter, for pages that ask from several. */
export const GET: APIRoute<{ chapter: Chapter }> = ({ props }) =>
  Response.json(bankFile(props.chapter));
