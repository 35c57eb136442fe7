import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ContentError, type Problem } from './contentError.ts';
import { readChapterSource, type ChapterSource } from './chapterSource.ts';
import { readReferences, type Reference } from './references.ts';
import {
  bookSchema,
  deckSchema,
  glossarySchema,
  notationSchema,
  type BookFile,
  type Card,
  type Frontmatter,
  type GlossaryEntry,
  type NotationFile,
} from './schemas.ts';
import { readYamlFile, type YamlFile } from './yamlFile.ts';
import { findFormulaProblems, findLinkProblems } from './yamlTexts.ts';

/** A chapter as the contents know it; `written` is absent while only its card exists. */
export interface Chapter {
  id: string;
  title: string;
  why: string;
  /** Place in the reading order, from 1. */
  number: number;
  partId: string;
  card: Card;
  after: string[];
  usedLater: string[];
  written?: { source: ChapterSource; frontmatter: Frontmatter };
}

export interface Part {
  id: string;
  title: string;
  lead: string;
  /** Place in the book, from 1. */
  number: number;
  chapters: Chapter[];
}

/** Everything in `content/`, read, checked and put in order. */
export interface Book {
  title: string;
  subtitle: string;
  parts: Part[];
  routes: BookFile['routes'];
  /** In reading order. */
  chapters: Chapter[];
  cards: Card[];
  glossary: GlossaryEntry[];
  notation: NotationFile;
  references: Map<string, Reference>;
}

/** What was found in `content/`: the book as far as it could be built, and every mistake. */
export interface Inspection {
  book: Book;
  problems: Problem[];
  /** Whether every file could be read and every chapter has a card. If not, keys were not looked up. */
  whole: boolean;
}

/**
 * Reads `content/` below `root` and reports all mistakes that can be seen without rendering. Keys
 * and the order are looked at once every file can be read, so that one slip in a file does not
 * come back as a hundred unknown keys.
 */
export function inspectBook(root: string): Inspection {
  const content = join(root, 'content');
  const bookFile = readYamlFile(root, join(content, 'book.yaml'), bookSchema);
  const deck = readYamlFile(root, join(content, 'deck.yaml'), deckSchema);
  const glossary = readYamlFile(root, join(content, 'glossary.yaml'), glossarySchema);
  const notation = readYamlFile(root, join(content, 'notation.yaml'), notationSchema);
  const bibliography = readReferences(root, join(content, 'references.bib'));
  const texts = { deck, glossary, notation };
  const problems = [
    ...[bookFile, deck, glossary, notation, bibliography].flatMap((file) => file.problems),
    ...findFormulaProblems(texts),
    ...duplicates(deck, [], deck.data, (card) => card.id, 'card id'),
    ...duplicates(deck, [], deck.data, (card) => String(card.number), 'card number'),
    ...duplicates(glossary, [], glossary.data, (entry) => entry.id, 'glossary id'),
    ...duplicates(notation, ['symbols'], notation.data?.symbols, ({ id }) => id, 'notation id'),
    ...duplicates(bookFile, ['parts'], bookFile.data?.parts, (part) => part.id, 'part id'),
    ...duplicates(bookFile, ['routes'], bookFile.data?.routes, (route) => route.id, 'route id'),
  ];
  const files = [bookFile.data, deck.data, glossary.data, notation.data, bibliography.references];

  const sources = readChapters(root, content);
  const written = new Map<string, NonNullable<Chapter['written']>>();
  for (const { id, source } of sources) {
    problems.push(...source.problems);
    if (source.frontmatter) written.set(id, { source, frontmatter: source.frontmatter.value });
  }
  const unknownCards = deck.data ? chaptersWithoutCard(bookFile, deck.data) : [];
  problems.push(...unknownCards);
  const allRead = files.every(Boolean) && written.size === sources.length;
  const whole = allRead && unknownCards.length === 0;
  const { parts, problems: orderProblems } = arrange(bookFile, deck.data ?? [], written);
  const book: Book = {
    title: bookFile.data?.title ?? '',
    subtitle: bookFile.data?.subtitle ?? '',
    parts,
    routes: bookFile.data?.routes ?? [],
    chapters: parts.flatMap((part) => part.chapters),
    cards: deck.data ?? [],
    glossary: glossary.data ?? [],
    notation: notation.data ?? { symbols: [], rules: [], sharedTable: [] },
    references: bibliography.references ?? new Map<string, Reference>(),
  };
  if (whole) {
    problems.push(
      ...orderProblems,
      ...misplacedChapters(sources, book),
      ...unknownReferences(deck, book),
      ...unknownInGlossary(glossary, book),
      ...findLinkProblems(texts, book),
    );
  }
  return { book, problems, whole };
}

interface ChapterFolder {
  id: string;
  source: ChapterSource;
}

function readChapters(root: string, content: string): ChapterFolder[] {
  const folder = join(content, 'chapters');
  const ids = existsSync(folder) ? readdirSync(folder).sort() : [];
  return ids
    .map((id) => ({ id, path: join(folder, id, 'index.mdx') }))
    .filter(({ path }) => existsSync(path))
    .map(({ id, path }) => ({ id, source: readChapterSource(root, path) }));
}

/** A chapter belongs to a card: its folder and its frontmatter say the same, and the deck has it. */
function misplacedChapters(sources: ChapterFolder[], book: Book): Problem[] {
  return sources.flatMap(({ id, source: { file, frontmatter } }) => {
    if (!book.cards.some((card) => card.id === id)) {
      const message = `unknown card "${id}": name the folder of a chapter after a card of deck.yaml`;
      return [{ file, line: 1, message }];
    }
    if (!frontmatter || frontmatter.value.id === id) return [];
    const message = `frontmatter id "${frontmatter.value.id}" differs from its folder "${id}"`;
    return [{ file, line: frontmatter.line, message }];
  });
}

/** The book, or a `ContentError` that lists every mistake. */
export function loadBook(root: string): Book {
  const { book, problems } = inspectBook(root);
  if (problems.length > 0) throw new ContentError(problems);
  return book;
}

/** Puts chapters in order and checks that no prerequisite comes later than what needs it. */
function arrange(
  bookFile: YamlFile<BookFile>,
  cards: Card[],
  written: Map<string, NonNullable<Chapter['written']>>,
): { parts: Part[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const report = (path: PropertyKey[], message: string) =>
    problems.push({ file: bookFile.file, line: bookFile.lineOf(path), message });
  const cardOf = new Map(cards.map((card) => [card.id, card]));
  const seen = new Map<string, Chapter>();
  const entries = bookFile.data?.parts ?? [];
  const all = new Set(entries.flatMap((part) => part.chapters.map((chapter) => chapter.id)));
  const parts = entries.map((part, partIndex): Part => {
    const chapters: Chapter[] = [];
    part.chapters.forEach((entry, index) => {
      const path = ['parts', partIndex, 'chapters', index];
      const card = cardOf.get(entry.id);
      if (!card) return;
      if (seen.has(entry.id)) {
        report([...path, 'id'], `duplicate id "${entry.id}": a chapter stands in the book once`);
        return;
      }
      entry.after.forEach((needed, position) => {
        const earlier = seen.get(needed);
        if (earlier) earlier.usedLater.push(entry.id);
        else {
          report(
            [...path, 'after', position],
            all.has(needed)
              ? `prerequisite "${needed}" does not come earlier than "${entry.id}": move one of them`
              : `unknown card "${needed}" among the prerequisites of "${entry.id}"`,
          );
        }
      });
      const chapter: Chapter = {
        id: entry.id,
        title: entry.title,
        why: entry.why,
        number: seen.size + 1,
        partId: part.id,
        card,
        after: entry.after,
        usedLater: [],
        ...(written.has(entry.id) ? { written: written.get(entry.id) } : {}),
      };
      seen.set(entry.id, chapter);
      chapters.push(chapter);
    });
    return { id: part.id, title: part.title, lead: part.lead, number: partIndex + 1, chapters };
  });
  for (const card of cards) {
    if (!all.has(card.id))
      report([], `card "${card.id}" has no place in the book: add it to a part`);
  }
  bookFile.data?.routes.forEach((route, index) => {
    route.chapters.forEach((id, position) => {
      if (all.has(id)) return;
      report(
        ['routes', index, 'chapters', position],
        `unknown card "${id}" in the route "${route.id}"`,
      );
    });
  });
  return { parts, problems };
}

/** Chapters of book.yaml that no card stands behind. */
function chaptersWithoutCard(bookFile: YamlFile<BookFile>, cards: Card[]): Problem[] {
  const known = new Set(cards.map((card) => card.id));
  return (bookFile.data?.parts ?? []).flatMap((part, partIndex) =>
    part.chapters.flatMap(({ id }, index) => {
      if (known.has(id)) return [];
      const line = bookFile.lineOf(['parts', partIndex, 'chapters', index, 'id']);
      const message = `unknown card "${id}": add it to content/deck.yaml, or correct it`;
      return [{ file: bookFile.file, line, message }];
    }),
  );
}

function duplicates<T>(
  file: YamlFile<unknown>,
  path: PropertyKey[],
  entries: T[] | undefined,
  keyOf: (entry: T) => string,
  what: string,
): Problem[] {
  const seen = new Set<string>();
  return (entries ?? []).flatMap((entry, index) => {
    const key = keyOf(entry);
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    const message = `duplicate ${what} "${key}": give one of the two another`;
    return [{ file: file.file, line: file.lineOf([...path, index]), message }];
  });
}

function unknownReferences(deck: YamlFile<Card[]>, book: Book): Problem[] {
  return book.cards.flatMap((card, index) =>
    card.corrections.flatMap(({ refs }, correction) =>
      refs.flatMap((key, position) => {
        if (book.references.has(key)) return [];
        const line = deck.lineOf([index, 'corrections', correction, 'refs', position]);
        const message = `unknown reference "${key}": add it to content/references.bib, or correct it`;
        return [{ file: deck.file, line, message }];
      }),
    ),
  );
}

function unknownInGlossary(glossary: YamlFile<GlossaryEntry[]>, book: Book): Problem[] {
  const chapters = new Set(book.cards.map((card) => card.id));
  const terms = new Set(book.glossary.map((entry) => entry.id));
  const unknown = (index: number, list: 'see' | 'chapters', keys: string[], known: Set<string>) =>
    keys.flatMap((key, position) => {
      if (known.has(key)) return [];
      const line = glossary.lineOf([index, list, position]);
      const what = list === 'see' ? 'glossary key' : 'card';
      return [{ file: glossary.file, line, message: `unknown ${what} "${key}" under ${list}` }];
    });
  return book.glossary.flatMap((entry, index) => [
    ...unknown(index, 'see', entry.see, terms),
    ...unknown(index, 'chapters', entry.chapters, chapters),
  ]);
}
