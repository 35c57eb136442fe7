import type { ChapterSource } from './chapterSource.ts';
import type { Book } from './inspectBook.ts';

/** Pages that exist whatever the content, and the anchors that each offers. */
function pagesOf(book: Book): Map<string, Set<string>> {
  const corrected = book.cards.filter((card) => card.corrections.length > 0);
  const pages = new Map<string, Set<string>>([
    ['/cards/', new Set(book.cards.map((card) => card.id))],
    ['/glossary/', new Set(book.glossary.map((entry) => entry.id))],
    ['/notation/', new Set(book.notation.symbols.map((symbol) => symbol.id))],
    ['/references/', new Set(book.references.keys())],
    ['/corrections/', new Set(corrected.map((card) => card.id))],
    [
      '/network/',
      new Set([
        'layers',
        'playground',
        'network',
        'accuracy',
        'confusions',
        'mistakes',
        'training',
        'data',
      ]),
    ],
  ]);
  for (const page of ['/', '/about/', '/decks/', '/exam/', '/progress/', '/review/', '/search/'])
    pages.set(page, new Set());
  for (const { id } of book.parts) pages.set(`/parts/${id}/`, new Set());
  for (const { id, written } of book.chapters) {
    if (written) pages.set(`/chapters/${id}/`, anchorsOf(written.source));
  }
  return pages;
}

/** Headings, explicit ids, and the card where the chapter has put it. */
export function anchorsOf(source: ChapterSource): Set<string> {
  const has = (name: string) => source.tags.some((tag) => tag.value.name === name);
  return new Set([
    ...source.headings.map((heading) => heading.value.slug),
    ...source.tags.flatMap((tag) => tag.value.attributes['id'] ?? []),
    ...(has('Card') ? ['card'] : []),
  ]);
}

/** Why `href`, written in the chapter whose anchors are `own`, leads nowhere; or `undefined`. */
export function linkProblem(book: Book, own: Set<string>, href: string): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:/i.test(href)) return undefined;
  const [address = '', anchor] = href.split('#');
  const path = address.split('?')[0] ?? '';
  const anchors = path === '' ? own : pagesOf(book).get(path);
  if (!anchors) {
    const id = /^\/chapters\/([^/]+)\/$/.exec(path)?.[1];
    return book.chapters.some((chapter) => chapter.id === id)
      ? `dead link "${href}": that chapter is in preparation; link to "/cards/#${id}" instead`
      : `dead link "${href}": no such page (pages end with a slash, such as /glossary/)`;
  }
  if (anchor && !anchors.has(anchor)) {
    return `dead anchor "${href}": no heading or id there is called "${anchor}"`;
  }
  return undefined;
}
