import type { QuizItem } from './items.ts';
import type { QuizFile } from './schema.ts';

/** A weakness of the book's quizzes that no schema can see, with where it is. */
export interface QuizWeakness {
  chapter: string;
  item: string | null;
  message: string;
}

/** What a chapter owes its reader: at least eight items, three kinds, one of them numeric. */
export function lintChapter(chapter: string, file: QuizFile): QuizWeakness[] {
  const kinds = new Set(file.items.map((item) => item.kind));
  const found: string[] = [];
  if (file.items.length < 8) found.push(`expected at least 8 items, found ${file.items.length}`);
  if (kinds.size < 3)
    found.push(`expected at least 3 kinds of item, found ${[...kinds].join(', ')}`);
  if (!kinds.has('numeric')) found.push('expected at least one numeric item, found none');
  return found.map((message) => ({ chapter, item: null, message }));
}

/** An item of the bank as the reader sees it, and the chapter it is from. */
export interface BankItem {
  chapter: string;
  item: QuizItem;
}

/**
 * Whether the right answer can be told without reading: by its length, by its place, by always
 * being true. Judged over the whole bank, as it is shown.
 */
export function lintBank(bank: readonly BankItem[]): QuizWeakness[] {
  return [...lengths(bank), ...places(bank), ...truths(bank)];
}

/** The right option is the longest in at most a third of the choice items. */
function lengths(bank: readonly BankItem[]): QuizWeakness[] {
  const choices = bank.filter(({ item }) => item.kind === 'choice');
  const telling = choices.filter(({ item }) => rightIsLongest(item));
  if (telling.length * 3 <= choices.length) return [];
  return telling.map(({ chapter, item }) => ({
    chapter,
    item: item.id,
    message: `the right option is the longest, as in ${telling.length} of ${choices.length} choice items (at most a third may be); shorten it, or say more in a wrong one`,
  }));
}

function rightIsLongest(item: QuizItem): boolean {
  if (item.kind !== 'choice') return false;
  const length = (html: string): number => visibleText(html).length;
  const right = item.options.find((option) => option.correct);
  return (
    right !== undefined &&
    item.options.every((option) => option === right || length(option.html) < length(right.html))
  );
}

/**
 * No place holds the right option more often than chance explains (three standard deviations).
 * Places are drawn from the ids, so a bank that is lopsided by bad luck needs a new id.
 */
function places(bank: readonly BankItem[]): QuizWeakness[] {
  const counts = new Map<number, number>();
  const expected = new Map<number, number>();
  let variance = 0;
  for (const { item } of bank) {
    if (item.kind !== 'choice') continue;
    const right = item.options.findIndex((option) => option.correct);
    counts.set(right, (counts.get(right) ?? 0) + 1);
    const share = 1 / item.options.length;
    for (const index of item.options.keys())
      expected.set(index, (expected.get(index) ?? 0) + share);
    variance += share * (1 - share);
  }
  return [...counts].flatMap(([index, count]) =>
    count <= (expected.get(index) ?? 0) + Math.max(1, 3 * Math.sqrt(variance))
      ? []
      : [
          {
            chapter: 'all chapters',
            item: null,
            message: `the right option stands in place ${index + 1} in ${count} choice items, where ${(expected.get(index) ?? 0).toFixed(1)} are expected; give some of them another id`,
          },
        ],
  );
}

/** Of six statements or more, neither true nor false ones are more than three quarters. */
function truths(bank: readonly BankItem[]): QuizWeakness[] {
  const statements = bank.flatMap(({ item }) => (item.kind === 'truefalse' ? [item.answer] : []));
  const trueOnes = statements.filter(Boolean).length;
  const most = Math.max(trueOnes, statements.length - trueOnes);
  if (statements.length < 6 || most * 4 <= statements.length * 3) return [];
  return [
    {
      chapter: 'all chapters',
      item: null,
      message: `${trueOnes} of ${statements.length} statements are true; a reader who always says the same should not do well`,
    },
  ];
}

/** What is read of some HTML: no tags, and a formula once (KaTeX writes it in MathML and in spans). */
function visibleText(html: string): string {
  return html
    .replace(/<annotation[\s\S]*?<\/annotation>/g, '')
    .replace(/<span class="katex-mathml">[\s\S]*?<\/math><\/span>/g, '')
    .replace(/<[^>]*>/g, '')
    .replace(/&[a-z#0-9]+;/gi, '.')
    .replace(/\s+/g, ' ')
    .trim();
}
