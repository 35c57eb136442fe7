import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Problem } from '#book/contentError.ts';
import type { Book, Chapter } from '#book/inspectBook.ts';
import { anchorsOf, linkProblem } from '#book/links.ts';
import { renderMarkdown } from '#book/markdown.ts';
import { formulaProblems, linksOf } from '#book/markdownTexts.ts';
import { readYamlFile, type YamlFile } from '#book/yamlFile.ts';
import { renderItems, type RenderTools } from '#quiz/items.ts';
import { lintBank, lintChapter, type BankItem, type QuizWeakness } from '#quiz/lint.ts';
import { quizFileSchema, type QuizFile } from '#quiz/schema.ts';

interface Quiz {
  chapter: string;
  yaml: YamlFile<QuizFile>;
}

/** Mistakes in the chapters' `quiz.yaml`, each by itself and all together. */
export function checkQuizzes(root: string, book: Book): Problem[] {
  const folder = join(root, 'content/chapters');
  const problems: Problem[] = [];
  const quizzes: Quiz[] = [];
  for (const id of existsSync(folder) ? readdirSync(folder).sort() : []) {
    const path = join(folder, id, 'quiz.yaml');
    const file = relative(root, path);
    const written = book.chapters.find((chapter) => chapter.id === id)?.written;
    if (!existsSync(path)) {
      if (!written) continue;
      const message = 'this chapter has no quiz: write its quiz.yaml in the same folder';
      problems.push({ file: written.source.file, line: 1, message });
    } else if (!existsSync(join(folder, id, 'index.mdx'))) {
      const message = 'a quiz without a chapter: write index.mdx in the same folder';
      problems.push({ file, line: 1, message });
    } else if (written) {
      const yaml = readYamlFile(root, path, quizFileSchema);
      quizzes.push({ chapter: id, yaml });
      problems.push(...yaml.problems, ...checkTexts(yaml, book, written));
      if (!written.source.tags.some((tag) => tag.value.name === 'Quiz')) {
        const message = 'the quiz has no place in the chapter: put <Quiz /> near its end';
        problems.push({ file: written.source.file, line: 1, message });
      }
    }
  }
  problems.push(...duplicates(quizzes));
  // Items are weighed as they are shown, all together: not before each can be shown.
  return problems.length > 0 ? problems : weaknesses(quizzes);
}

/** Sections that do not exist, formulas that do not parse, dead links. */
function checkTexts(
  { file, data, lineOf }: YamlFile<QuizFile>,
  book: Book,
  written: NonNullable<Chapter['written']>,
): Problem[] {
  const own = anchorsOf(written.source);
  return [...stringsOf(data?.items ?? [], ['items'])].flatMap(({ path, key, text }) => {
    const links = key === 'section' ? [text.startsWith('/') ? text : `#${text}`] : linksOf(text);
    const messages = key === 'section' ? [] : formulaProblems(text);
    for (const link of links) messages.push(...[linkProblem(book, own, link) ?? []].flat());
    return messages.map((message) => ({ file, line: lineOf(path), message }));
  });
}

/** Keys whose strings are not Markdown: names, units, and the entries of menus. */
const plain = new Set(['id', 'kind', 'generated', 'unit', 'accept', 'options', 'right', 'extra']);

interface Place {
  path: PropertyKey[];
  /** The innermost key of a mapping on the path. */
  key: string;
  text: string;
}

function* stringsOf(value: unknown, path: PropertyKey[], key = ''): Generator<Place> {
  if (typeof value === 'string') {
    if (!plain.has(key)) yield { path, key, text: value };
  } else if (Array.isArray(value)) {
    for (const [index, entry] of value.entries()) yield* stringsOf(entry, [...path, index], key);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, entry] of Object.entries(value)) {
      yield* stringsOf(entry, [...path, name], name);
    }
  }
}

/** Ids used in two chapters; within one, the schema has seen them. */
function duplicates(quizzes: Quiz[]): Problem[] {
  const chapterOf = new Map<string, string>();
  return quizzes.flatMap(({ chapter, yaml }) =>
    (yaml.data?.items ?? []).flatMap(({ id }, index) => {
      const other = chapterOf.get(id) ?? chapter;
      chapterOf.set(id, other);
      if (other === chapter) return [];
      const message = `duplicate quiz item id "${id}": the quiz of ${other} has it already`;
      return [{ file: yaml.file, line: yaml.lineOf(['items', index, 'id']), message }];
    }),
  );
}

const tools: RenderTools = {
  render: renderMarkdown,
  place: (section) => ({ href: section, label: section }),
};

/** What the quizzes lack, and answers that give themselves away. */
function weaknesses(quizzes: Quiz[]): Problem[] {
  const bank: BankItem[] = [];
  const found: QuizWeakness[] = [];
  for (const { chapter, yaml } of quizzes) {
    if (!yaml.data) continue;
    found.push(...lintChapter(chapter, yaml.data));
    bank.push(...renderItems(yaml.data, tools).map((item) => ({ chapter, item })));
  }
  return [...found, ...lintBank(bank)].map(({ chapter, item, message }) => {
    const yaml = quizzes.find((quiz) => quiz.chapter === chapter)?.yaml;
    if (!yaml) return { file: 'content/chapters', line: 1, message };
    const index = yaml.data?.items.findIndex(({ id }) => id === item) ?? -1;
    return { file: yaml.file, line: index < 0 ? 1 : yaml.lineOf(['items', index]), message };
  });
}
