import type { BookExport, ExportedCard, ExportedItem } from './bookExportSchema.ts';

/** All tags lie below this one, so that they fold away among the reader's own. */
const root = 'wtns';

export function cardTags(card: ExportedCard, book: BookExport): string[] {
  return [`${root}::card`, ...placeTags(card, book), `${root}::kind::${card.kind}`];
}

export function itemTags(item: ExportedItem, book: BookExport): string[] {
  return [
    `${root}::question`,
    ...placeTags(item, book),
    `${root}::kind::${item.kind}`,
    `${root}::difficulty::${item.difficulty}`,
  ];
}

function placeTags({ chapter }: { chapter: string }, book: BookExport): string[] {
  const part = book.chapters.find(({ id }) => id === chapter)?.part ?? '';
  return [`${root}::part::${part}`, `${root}::chapter::${chapter}`];
}
