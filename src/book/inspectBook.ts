import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ContentError, type Problem } from './contentError.ts';
import { readChapterSource, type ChapterSource } from './chapterSource.ts';
import { findFormulaProblems } from './formulas.ts';
import { readReferences, type Reference } from './references.ts';
import {
  bookSchema,
  deckSchema,
  frontmatterSchema,
  glossarySchema,
  notationSchema,
  type BookFile,
  type Card,
  type Frontmatter,
  type GlossaryEntry,
  type NotationFile,
} from './schemas.ts';
import { readYamlFile, type YamlFile } from './yamlFile.ts';

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
}

/** Reads `content/` below `root` and reports all mistakes that can be seen without rendering. */
export function inspectBook(root: string): Inspection {
  const content = join(root, 'content');
  const bookFile = readYamlFile(root, join(content, 'book.yaml'), bookSchema);
  const deck = readYamlFile(root, join(content, 'deck.yaml'), deckSchema);
  const glossary = readYamlFile(root, join(content, 'glossary.yaml'), glossarySchema);
  const notation = readYamlFile(root, join(content, 'notation.yaml'), notationSchema);
  const bibliography = readReferences(root, join(content, 'references.bib'));
  const problems = [
    ...[bookFile, deck, glossary, notation, bibliography].flatMap((file) => file.problems),
    ...findFormulaProblems(deck, glossary, notation),
    ...duplicates(deck, (card) => card.id, 'card id'),
    ...duplicates(deck, (card) => String(card.number), 'card number'),
    ...duplicates(glossary, (entry) => entry.id, 'glossary id'),
    ...duplicateSymbols(notation),
    ...unknownReferences(deck, bibliography.references),
  ];

  const written = new Map<string, NonNullable<Chapter['written']>>();
  const folder = join(content, 'chapters');
  for (const id of existsSync(folder) ? readdirSync(folder).sort() : []) {
    const path = join(folder, id, 'index.mdx');
    if (!existsSync(path)) continue;
    const source = readChapterSource(root, path);
    const report = (message: string) => problems.push({ file: source.file, line: 1, message });
    problems.push(...source.problems);
    if (deck.data && !deck.data.some((card) => card.id === id)) {
      report(`unknown card "${id}": the folder of a chapter is named after a card of deck.yaml`);
    }
    const frontmatter = frontmatterSchema.safeParse(source.frontmatter);
    if (!frontmatter.success) {
      for (const issue of frontmatter.error.issues) {
        report(`frontmatter ${issue.path.join('.')}: ${issue.message}`);
      }
      continue;
    }
    if (frontmatter.data.id !== id) {
      report(`frontmatter id "${frontmatter.data.id}" differs from its folder "${id}"`);
    }
    written.set(id, { source, frontmatter: frontmatter.data });
  }

  const { parts, problems: orderProblems } = arrange(bookFile, deck.data ?? [], written);
  problems.push(...orderProblems);
  const book: Book = {
    title: bookFile.data?.title ?? '',
    subtitle: bookFile.data?.subtitle ?? '',
    parts,
    routes: bookFile.data?.routes ?? [],
    chapters: parts.flatMap((part) => part.chapters),
    cards: deck.data ?? [],
    glossary: glossary.data ?? [],
    notation: notation.data ?? { symbols: [], rules: [], sharedTable: [] },
    references: bibliography.references,
  };
  const chapterIds = new Set(book.chapters.map((chapter) => chapter.id));
  const glossaryIds = new Set(book.glossary.map((entry) => entry.id));
  book.glossary.forEach((entry, index) => {
    const unknown = [
      ...entry.see.filter((id) => !glossaryIds.has(id)).map((id) => `unknown glossary key "${id}"`),
      ...entry.chapters.filter((id) => !chapterIds.has(id)).map((id) => `unknown card "${id}"`),
    ];
    for (const message of unknown) {
      problems.push({ file: glossary.file, line: glossary.lineOf([index]), message });
    }
  });
  return { book, problems };
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
      if (!card) {
        if (cards.length > 0) report([...path, 'id'], `unknown card "${entry.id}"`);
        return;
      }
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
              ? `prerequisite "${needed}" comes later in the book than "${entry.id}", which needs it`
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
  for (const card of bookFile.data ? cards : []) {
    if (!all.has(card.id)) report([], `card "${card.id}" has no place in the book`);
  }
  bookFile.data?.routes.forEach((route, index) => {
    for (const id of route.chapters) {
      if (!all.has(id)) report(['routes', index], `unknown card "${id}" in route "${route.id}"`);
    }
  });
  return { parts, problems };
}

function duplicates<T>(file: YamlFile<T[]>, keyOf: (entry: T) => string, what: string): Problem[] {
  const seen = new Set<string>();
  return (file.data ?? []).flatMap((entry, index) => {
    const key = keyOf(entry);
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [{ file: file.file, line: file.lineOf([index]), message: `duplicate ${what} "${key}"` }];
  });
}

function duplicateSymbols(file: YamlFile<NotationFile>): Problem[] {
  const seen = new Set<string>();
  return (file.data?.symbols ?? []).flatMap(({ id }, index) => {
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    const line = file.lineOf(['symbols', index]);
    return [{ file: file.file, line, message: `duplicate notation id "${id}"` }];
  });
}

function unknownReferences(deck: YamlFile<Card[]>, references: Map<string, Reference>): Problem[] {
  return (deck.data ?? []).flatMap((card, index) =>
    card.corrections.flatMap((correction, position) =>
      correction.refs
        .filter((key) => !references.has(key))
        .map((key) => ({
          file: deck.file,
          line: deck.lineOf([index, 'corrections', position, 'refs']),
          message: `unknown reference "${key}"`,
        })),
    ),
  );
}
