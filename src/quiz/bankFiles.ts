import { cardAnswerHtml, cardKinds } from '#book/cardHtml.ts';
import { getBook } from '#book/getBook.ts';
import { href } from '#book/href.ts';
import type { Chapter } from '#book/inspectBook.ts';
import { renderInline } from '#book/markdown.ts';
import type { BankChapter, BankFile, BankIndex } from './bank.ts';
import { chapterQuiz, quizTools } from './chapterQuiz.ts';
import { itemEdition } from './itemEdition.ts';
import { renderItems, renderVariants, type RenderTools } from './items.ts';

/** Address of the file that `bankIndex` fills. */
export const bankIndexHref = href('/bank/index.json');

/** Address of the file that `examIndex` fills. */
export const examIndexHref = href('/bank/exam.json');

/** What can be asked, for the pages that draw from all of it. Build time only. */
export function bankIndex(): BankIndex {
  const { parts, chapters } = getBook();
  return {
    parts: parts.map(({ id, number, title }) => ({ id, number, title })),
    chapters: chapters.map(bankChapter),
  };
}

/** The same with the edition of every question. Build time only. */
export function examIndex(): BankIndex {
  const { parts, chapters } = bankIndex();
  const dated = chapters.map((chapter) => {
    if (chapter.items.length === 0) return chapter;
    const quiz = chapterQuiz(chapter.id).items;
    const items = chapter.items.map((entry, at) => {
      const item = quiz[at];
      return item === undefined ? entry : { ...entry, edition: itemEdition(item) };
    });
    return { ...chapter, items };
  });
  return { parts, chapters: dated };
}

function bankChapter({ id, number, title, partId, written }: Chapter): BankChapter {
  const items = written ? chapterQuiz(id).items : [];
  return {
    id,
    number,
    title,
    part: partId,
    items: items.map(({ id, difficulty }) => ({ id, difficulty })),
  };
}

/** The words of chapter `id`. Build time only. */
export function bankFile({ id, card, written }: Chapter): BankFile {
  const face = {
    number: card.number,
    kind: cardKinds[card.kind],
    promptHtml: renderInline(card.prompt),
    answerHtml: cardAnswerHtml(card),
  };
  if (!written) return { card: face, items: [], numbers: {} };
  const page = href(`/chapters/${id}/`);
  const { render, place } = quizTools(id);
  const everywhere: RenderTools = {
    render: (markdown) => render(markdown).replaceAll('href="#', `href="${page}#`),
    place(section) {
      const { href: address, label } = place(section);
      return { label, href: address.startsWith('#') ? page + address : address };
    },
  };
  const quiz = chapterQuiz(id);
  return {
    card: face,
    items: renderItems(quiz, everywhere),
    numbers: renderVariants(quiz, everywhere),
  };
}
