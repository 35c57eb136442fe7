import type { Problem } from './contentError.ts';
import type { Book } from './inspectBook.ts';
import { anchorsOf, linkProblem } from './links.ts';
import { mathProblem } from './math.ts';

type Source = NonNullable<Book['chapters'][number]['written']>['source'];
type Report = (line: number, message: string) => void;

/** Mistakes that a chapter's prose shows by itself: formulas, ids, plain attributes. */
export function checkChapters(book: Book): Problem[] {
  return inEachChapter(book, (source, report) => {
    for (const { value, line } of source.formulas) {
      const problem = mathProblem(value.tex, value.display);
      if (!problem) continue;
      const linesBefore = value.tex.slice(0, problem.position).split('\n').length - 1;
      report(line + linesBefore, problem.message);
    }
    const ids = new Set(source.headings.map((heading) => heading.value.slug));
    for (const { value, line } of source.tags) {
      const id = value.attributes['id'];
      if (id === undefined) continue;
      if (ids.has(id))
        report(line, `duplicate id "${id}": a heading or another tag of this chapter has it`);
      ids.add(id);
    }
    for (const { value, line } of source.tags) {
      if (!/^[A-Z]/.test(value.name)) continue;
      for (const [name, text] of Object.entries(value.attributes)) {
        if (!/\$[^$]+\$|\]\(/.test(text)) continue;
        report(
          line,
          `${name}="…" of <${value.name}> is plain text: a formula or link cannot stand there`,
        );
      }
    }
  });
}

const lists = new Map<
  string,
  { what: string; file: string; has(book: Book, key: string): boolean }
>([
  [
    'Term',
    {
      what: 'glossary key',
      file: 'glossary.yaml',
      has: (book, key) => book.glossary.some((entry) => entry.id === key),
    },
  ],
  [
    'Cite',
    {
      what: 'reference',
      file: 'references.bib',
      has: (book, key) => book.references.has(key),
    },
  ],
  [
    'Sym',
    {
      what: 'notation key',
      file: 'notation.yaml',
      has: (book, key) => book.notation.symbols.some((entry) => entry.id === key),
    },
  ],
]);

/** Keys and links in the chapters' prose that lead nowhere. Asks for a book read as a whole. */
export function checkChapterKeys(book: Book): Problem[] {
  return inEachChapter(book, (source, report) => {
    for (const { value, line } of source.tags) {
      const list = lists.get(value.name);
      if (!list) continue;
      const key = value.attributes['k'];
      if (!key) report(line, `<${value.name}> needs k="…", a key of content/${list.file}`);
      else if (!list.has(book, key)) {
        report(
          line,
          `unknown ${list.what} "${key}": add it to content/${list.file}, or correct it`,
        );
      }
    }
    const own = anchorsOf(source);
    for (const { value, line } of source.links) {
      const message = linkProblem(book, own, value);
      if (message) report(line, message);
    }
  });
}

function inEachChapter(book: Book, check: (source: Source, report: Report) => void): Problem[] {
  const problems: Problem[] = [];
  for (const { written } of book.chapters) {
    if (!written) continue;
    const { source } = written;
    check(source, (line, message) => problems.push({ file: source.file, line, message }));
  }
  return problems;
}
