import type { Problem } from './contentError.ts';
import type { Book } from './inspectBook.ts';
import { mathProblem } from './math.ts';

/** Pages that exist whatever the content, and the anchors that each offers. */
function pagesOf(book: Book): Map<string, Set<string>> {
  const pages = new Map<string, Set<string>>([
    ['/', new Set()],
    ['/cards/', new Set(book.cards.map((card) => card.id))],
    ['/glossary/', new Set(book.glossary.map((entry) => entry.id))],
    ['/notation/', new Set(book.notation.symbols.map((symbol) => symbol.id))],
    ['/references/', new Set(book.references.keys())],
    ['/corrections/', new Set(book.cards.map((card) => card.id))],
    ...['/about/', '/search/', '/progress/'].map((page): [string, Set<string>] => [
      page,
      new Set(),
    ]),
    ...book.parts.map((part): [string, Set<string>] => [`/parts/${part.id}/`, new Set()]),
  ]);
  for (const { id, written } of book.chapters) {
    if (written) pages.set(`/chapters/${id}/`, anchorsOf(written.source));
  }
  return pages;
}

type Source = NonNullable<Book['chapters'][number]['written']>['source'];

/** Headings, explicit ids, and the sections that the layout itself adds. */
export function anchorsOf(source: Source): Set<string> {
  return new Set([
    ...source.headings.map((heading) => heading.value.slug),
    ...source.tags.flatMap((tag) => tag.value.attributes['id'] ?? []),
    ...['card', 'quiz', 'references'],
  ]);
}

/** Why `href`, written in the chapter whose anchors are `own`, leads nowhere; or `undefined`. */
export function linkProblem(book: Book, own: Set<string>, href: string): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:/i.test(href)) return undefined;
  const [path = '', anchor] = href.split('#');
  const anchors = path === '' ? own : pagesOf(book).get(path);
  if (!anchors) {
    const id = /^\/chapters\/([^/]+)\/$/.exec(path)?.[1];
    return book.chapters.some((chapter) => chapter.id === id)
      ? `dead link "${href}": that chapter is in preparation; link to "/cards/#${id}" instead`
      : `dead link "${href}": no such page (pages end with a slash, such as /glossary/)`;
  }
  if (anchor && !anchors.has(anchor)) return `dead anchor "#${anchor}" in "${href}"`;
  return undefined;
}

const vocabulary = {
  Term: {
    what: 'glossary',
    has: (book: Book, key: string) => book.glossary.some((e) => e.id === key),
  },
  Cite: { what: 'reference', has: (book: Book, key: string) => book.references.has(key) },
  Sym: {
    what: 'notation',
    has: (book: Book, key: string) => book.notation.symbols.some((s) => s.id === key),
  },
} as const;

const isVocabulary = (name: string): name is keyof typeof vocabulary => name in vocabulary;

/** Unknown keys, formulas that do not parse, dead links and anchors in the chapters' prose. */
export function checkChapters(book: Book): Problem[] {
  return book.chapters.flatMap(({ written }) => {
    if (!written) return [];
    const { source } = written;
    const own = anchorsOf(source);
    const at = (line: number, message: string): Problem => ({ file: source.file, line, message });
    const problems: Problem[] = [];
    for (const { value, line } of source.formulas) {
      const message = mathProblem(value.tex, value.display);
      if (message) problems.push(at(line, `formula does not parse: ${message}`));
    }
    for (const { value, line } of source.tags) {
      if (!isVocabulary(value.name)) continue;
      const key = value.attributes['k'];
      const { what, has } = vocabulary[value.name];
      if (!key) problems.push(at(line, `<${value.name}> needs k="…", a key of the ${what} list`));
      else if (!has(book, key)) problems.push(at(line, `unknown ${what} key "${key}"`));
    }
    for (const { value, line } of source.links) {
      const message = linkProblem(book, own, value);
      if (message) problems.push(at(line, message));
    }
    const ids = new Set<string>();
    for (const { value, line } of source.tags) {
      const id = value.name === 'Demo' ? undefined : value.attributes['id'];
      if (!id) continue;
      if (ids.has(id)) problems.push(at(line, `duplicate id "${id}" in one chapter`));
      ids.add(id);
    }
    return problems;
  });
}
