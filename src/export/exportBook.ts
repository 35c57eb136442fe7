import { getBook } from '#book/getBook.ts';
import type { Book, Chapter } from '#book/inspectBook.ts';
import type { Card } from '#book/schemas.ts';
import { chapterQuiz, quizTools } from '#quiz/chapterQuiz.ts';
import { renderItems } from '#quiz/items.ts';
import type { BookExport, ExportedCard, ExportedItem } from './bookExportSchema.ts';
import { blankMark, itemTexts } from './itemTexts.ts';
import { blocks, bulletList, numberedList } from './markdownParts.ts';
import { portableMarkdown } from './portableMarkdown.ts';

/** Everything that leaves the book, for a book that is read at `site` (which ends with a slash). */
export function exportBook(site: string): BookExport {
  const book = getBook();
  return {
    format: 'what-the-network-sees/book',
    version: 1,
    title: book.title,
    url: site,
    licence: { name: 'CC BY 4.0', url: 'https://creativecommons.org/licenses/by/4.0/' },
    parts: book.parts.map(({ id, number, title }) => ({ id, number, title })),
    chapters: book.chapters.map((chapter) => exportChapter(chapter, site)),
    cards: book.chapters.map((chapter) => exportCard(chapter, book, site)),
    items: book.chapters
      .filter(({ written }) => written)
      .flatMap((chapter) => exportItems(chapter, site)),
  };
}

/** Where a chapter is read; its card, while it is in preparation. */
const addressOf = ({ id, written }: Chapter, site: string) =>
  new URL(written ? `chapters/${id}/` : `cards/#${id}`, site).href;

function exportChapter(chapter: Chapter, site: string): BookExport['chapters'][number] {
  const { id, number, card, partId, title, written, after } = chapter;
  return {
    id,
    number,
    card: card.number,
    part: partId,
    title,
    written: written !== undefined,
    question: written?.frontmatter.question ?? null,
    summary: written?.frontmatter.summary ?? null,
    url: addressOf(chapter, site),
    after,
    sections: (written?.source.headings ?? []).map(({ value }) => ({
      slug: value.slug,
      title: value.text,
      level: value.depth,
    })),
  };
}

function exportCard(chapter: Chapter, { references }: Book, site: string): ExportedCard {
  const { id, card } = chapter;
  const cards = new URL('cards/', site).href;
  const portable = (markdown: string) => portableMarkdown(markdown, cards, site);
  const cite = (key: string) =>
    `[${references.get(key)?.short ?? key}](${new URL(`references/#${key}`, site).href})`;
  return {
    key: id,
    chapter: id,
    number: card.number,
    kind: card.kind,
    question: portable(card.prompt),
    answer: portable(cardAnswer(card)),
    corrections: card.corrections.map(({ text, refs }) =>
      portable(refs.length === 0 ? text : `${text} (${refs.map(cite).join(', ')})`),
    ),
    url: addressOf(chapter, site),
  };
}

/** The points of a card as its kind wants them; a verdict comes first, once. */
function cardAnswer({ kind, truth, answer, answerNote = '' }: Card): string {
  const verdict = truth === undefined ? '' : truth ? 'True' : 'False';
  const points = answer.filter((point) => point !== `${verdict}.`);
  const said = verdict !== '' && !points[0]?.startsWith(verdict);
  const list = kind === 'steps' ? numberedList : bulletList;
  return blocks(
    said ? `**${verdict}.**` : '',
    points.length === 1 ? (points[0] ?? '') : list(points),
    answerNote,
  );
}

function exportItems(chapter: Chapter, site: string): ExportedItem[] {
  const page = addressOf(chapter, site);
  const { place } = quizTools(chapter.id);
  const items = renderItems(chapterQuiz(chapter.id), {
    render: (markdown) => portableMarkdown(markdown, page, site).trim(),
    place: (section) => ({
      href: section.startsWith('/') ? new URL(section.slice(1), site).href : `${page}#${section}`,
      label: place(section).label,
    }),
    blank: ({ name }) => blankMark(name),
  });
  return items.map((item) => {
    const { remarks, ...texts } = itemTexts(item);
    return {
      key: `${chapter.id}/${item.id}`,
      chapter: chapter.id,
      kind: item.kind,
      difficulty: item.difficulty,
      ...texts,
      remarks: remarks.map(({ to, remark }) => ({
        to,
        text: remark.html,
        url: remark.place.href,
        section: remark.place.label,
      })),
      url: item.place.href,
      section: item.place.label,
    };
  });
}
