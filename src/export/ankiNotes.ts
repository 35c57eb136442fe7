import { cardKinds } from '#book/cardHtml.ts';
import { ankiHtml } from './ankiHtml.ts';
import type { BookExport, ExportedItem } from './bookExportSchema.ts';
import { itemKinds } from './itemTexts.ts';
import { bulletList, escapeMarkdown } from './markdownParts.ts';
import { flashcardType, questionType, type NoteType } from './noteTypes.ts';
import { cardTags, itemTags } from './tags.ts';

/** A note of Anki, of which one card is made. */
export interface AnkiNote {
  /** Stable: by it Anki knows the note again. */
  key: string;
  type: NoteType;
  /** In the order of the type's fields, as HTML. */
  fields: string[];
  tags: string[];
  /** Names of the decks from the outermost in. */
  deck: string[];
}

/**
 * The notes of the deck: first the cards, then the quiz items, each in reading order. Cards and
 * questions have decks of their own, so that a reader in a hurry can learn the 38 cards alone; both
 * are divided by part. Anki goes through decks by the alphabet, so the names keep the order.
 */
export function ankiNotes(book: BookExport): AnkiNote[] {
  const place = (chapterId: string) => {
    const chapter = book.chapters.find(({ id }) => id === chapterId);
    const part = book.parts.find(({ id }) => id === chapter?.part);
    if (!chapter || !part) throw new Error(`no chapter or no part for ${chapterId}`);
    return { title: chapter.title, part: `${part.number} ${part.title}` };
  };
  const cards = book.cards.map((card): AnkiNote => {
    const { title, part } = place(card.chapter);
    const fields = {
      Key: card.key,
      Front: ankiHtml(card.question),
      Back: ankiHtml(card.answer),
      Corrections: ankiHtml(bulletList(card.corrections)),
      Kind: `Card ${card.number} · ${cardKinds[card.kind]}`,
      Chapter: plainHtml(title),
      Link: card.url,
    };
    return {
      key: card.key,
      type: flashcardType,
      fields: inOrder(fields, flashcardType),
      tags: cardTags(card, book),
      deck: [book.title, 'Cards', part],
    };
  });
  const questions = book.items.map((item): AnkiNote => {
    const { title, part } = place(item.chapter);
    const section = item.section.startsWith(title) ? item.section : `${title}: ${item.section}`;
    const fields = {
      Key: item.key,
      Front: ankiHtml(item.question),
      Back: ankiHtml(item.answer),
      Explanation: ankiHtml(item.explanation),
      Otherwise: ankiHtml(remarksOf(item)),
      Kind: itemKinds[item.kind],
      Chapter: plainHtml(section),
      Link: item.url,
    };
    return {
      key: item.key,
      type: questionType,
      fields: inOrder(fields, questionType),
      tags: itemTags(item, book),
      deck: [book.title, 'Questions', part],
    };
  });
  return [...cards, ...questions];
}

/** The section is named where it is another than the question's own. */
function remarksOf({ remarks, url: own }: ExportedItem): string {
  return bulletList(
    remarks.map(({ to, text, url, section }) => {
      const link = url === own ? '' : ` [${escapeMarkdown(section)}](${url})`;
      return `${to}\n\n${text}${link}`;
    }),
  );
}

const inOrder = (fields: Record<string, string>, type: NoteType) =>
  type.fields.map((name) => {
    const value = fields[name];
    if (value === undefined) throw new Error(`${type.name}: nothing for the field ${name}`);
    return value;
  });

const plainHtml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
