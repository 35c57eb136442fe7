import { seededDisorder, seededShuffle } from './shuffle.ts';
import { splitCloze } from './cloze.ts';
import { generators } from './generators.ts';
import type { GeneratorName } from './generatorNames.ts';
import type { AuthorItem, QuizFile } from './schema.ts';

/** A place in the book that settles a question. */
export interface Place {
  href: string;
  label: string;
}

/** What a wrong answer is met with. */
export interface Remark {
  html: string;
  place: Place;
}

interface Base {
  id: string;
  difficulty: 1 | 2 | 3;
  promptHtml: string;
  explanationHtml: string;
  place: Place;
}

export interface TrueFalseItem extends Base {
  kind: 'truefalse';
  answer: boolean;
  wrong: Remark;
}

/** `remark` meets a wrong option that was chosen, or a right one that was left out. */
export interface RenderedOption {
  id: string;
  html: string;
  correct: boolean;
  remark: Remark | null;
}

export interface ChoiceItem extends Base {
  kind: 'choice' | 'choices';
  options: RenderedOption[];
}

/** The numbers of a numeric item: the author's, or those drawn from a seed. */
export interface NumericVariant {
  seed: number | null;
  promptHtml: string;
  answer: number;
  tolerance: number;
  unit: string | null;
  mistakes: { value: number; remark: Remark }[];
  remark: Remark;
  explanationHtml: string;
}

/** `variant` is what the page shows first; a generated item can be asked again with others. */
export interface NumericItem extends Base {
  kind: 'numeric';
  generated: boolean;
  variant: NumericVariant;
}

export interface RenderedBlank {
  name: string;
  accept: string[];
  options: string[] | null;
  remark: Remark;
}

/** `textHtml` has `<input>` and `<select>` elements named as the blanks. */
export interface ClozeItem extends Base {
  kind: 'cloze';
  textHtml: string;
  blanks: RenderedBlank[];
}

/** `steps` in the order shown; `solution` has their ids in the right order. */
export interface OrderItem extends Base {
  kind: 'order';
  steps: { id: string; html: string; remark: Remark | null }[];
  solution: string[];
  remark: Remark;
}

/** Each left's `answer` is the id of one of `rights`, which are plain text. */
export interface MatchItem extends Base {
  kind: 'match';
  lefts: { id: string; html: string; answer: string; remark: Remark | null }[];
  rights: { id: string; text: string }[];
  remark: Remark;
}

export type QuizItem = TrueFalseItem | ChoiceItem | NumericItem | ClozeItem | OrderItem | MatchItem;

/** What the build brings: how Markdown becomes HTML, and where and how a section is called. */
export interface RenderTools {
  /** Markdown with mathematics to HTML, as one or more block elements. */
  render(markdown: string): string;
  /** The address and heading of an item's `section`: a slug of this chapter or /chapters/x/#slug. */
  place(section: string): Place;
  /** How a blank stands in the text of a cloze item; a form field when left out. */
  blank?(blank: RenderedBlank): string;
}

/** The first numbers of a generated item: those in the page as it is served. */
export const firstSeed = 1;

/** Everything the page needs of a quiz.yaml, rendered, with its options shuffled by item id. */
export function renderItems(file: QuizFile, tools: RenderTools): QuizItem[] {
  return file.items.map((item) => renderItem(item, tools));
}

function renderItem(item: AuthorItem, tools: RenderTools): QuizItem {
  const { render } = tools;
  const settled = tools.place(item.section);
  const remark = (markdown: string, section: string | undefined): Remark => ({
    html: render(markdown),
    place: section === undefined ? settled : tools.place(section),
  });
  const base: Base = {
    id: item.id,
    difficulty: item.difficulty,
    promptHtml: item.prompt === undefined ? '' : render(item.prompt),
    explanationHtml: item.explanation === undefined ? '' : render(item.explanation),
    place: settled,
  };

  switch (item.kind) {
    case 'truefalse':
      return {
        ...base,
        kind: item.kind,
        answer: item.answer,
        wrong: remark(item.wrong, undefined),
        explanationHtml: render([item.reason, item.explanation ?? ''].join('\n\n').trim()),
      };
    case 'choice':
    case 'choices': {
      const options = item.options.map((option, index) => ({
        id: letter(index),
        html: inline(render(option.text)),
        correct: option.correct === true,
        remark: option.feedback === undefined ? null : remark(option.feedback, option.section),
      }));
      return { ...base, kind: item.kind, options: relabel(seededShuffle(options, item.id)) };
    }
    case 'numeric': {
      if (item.generated !== undefined)
        return {
          ...base,
          kind: item.kind,
          generated: true,
          variant: generatedVariant(item.generated, firstSeed, tools, settled),
        };
      return {
        ...base,
        kind: item.kind,
        generated: false,
        promptHtml: '',
        explanationHtml: '',
        variant: {
          seed: null,
          promptHtml: base.promptHtml,
          answer: item.answer ?? Number.NaN,
          tolerance: item.tolerance ?? 0,
          unit: item.unit ?? null,
          mistakes: (item.mistakes ?? []).map((mistake) => ({
            value: mistake.value,
            remark: remark(mistake.feedback, mistake.section),
          })),
          remark: remark(item.feedback ?? '', undefined),
          explanationHtml: base.explanationHtml,
        },
      };
    }
    case 'cloze': {
      const blanks = Object.entries(item.blanks).map(([name, blank]) => ({
        name,
        accept: blank.accept,
        options: blank.options === undefined ? null : seededShuffle(blank.options, item.id + name),
        remark: remark(blank.feedback, blank.section),
      }));
      return {
        ...base,
        kind: item.kind,
        blanks,
        textHtml: clozeHtml(item.id, item.text, blanks, tools),
      };
    }
    case 'order': {
      const steps = item.steps.map((step, index) => ({
        id: `step-${index + 1}`,
        html: inline(render(step.text)),
        remark: step.feedback === undefined ? null : remark(step.feedback, step.section),
      }));
      // Ids say nothing about the order once they are given in the order shown.
      const shown = seededDisorder(steps, item.id);
      const renamed = new Map(shown.map((step, index) => [step.id, letter(index)]));
      return {
        ...base,
        kind: item.kind,
        steps: shown.map((step) => ({ ...step, id: renamed.get(step.id) ?? step.id })),
        solution: steps.map((step) => renamed.get(step.id) ?? step.id),
        remark: remark(item.feedback, undefined),
      };
    }
    case 'match': {
      const texts = [...item.pairs.map((pair) => pair.right), ...(item.extra ?? [])];
      const rights = seededDisorder(texts, item.id).map((text, index) => ({
        id: letter(index),
        text,
      }));
      return {
        ...base,
        kind: item.kind,
        rights,
        lefts: item.pairs.map((pair, index) => ({
          id: `left-${index + 1}`,
          html: inline(render(pair.left)),
          answer: rights.find((right) => right.text === pair.right)?.id ?? '',
          remark: pair.feedback === undefined ? null : remark(pair.feedback, pair.section),
        })),
        remark: remark(item.feedback, undefined),
      };
    }
  }
}

/**
 * New numbers for every generated item of a quiz, by item id. The build writes them beside the page,
 * which fetches them when the reader first asks for new numbers.
 */
export function renderVariants(
  file: QuizFile,
  tools: RenderTools,
  count = 12,
): Record<string, NumericVariant[]> {
  const variants: Record<string, NumericVariant[]> = {};
  for (const item of file.items) {
    if (item.kind !== 'numeric' || item.generated === undefined) continue;
    const { generated, section } = item;
    variants[item.id] = Array.from({ length: count }, (_, index) =>
      generatedVariant(generated, firstSeed + 1 + index, tools, tools.place(section)),
    );
  }
  return variants;
}

function generatedVariant(
  name: GeneratorName,
  seed: number,
  { render }: RenderTools,
  place: Place,
): NumericVariant {
  const made = generators[name](seed);
  return {
    seed,
    promptHtml: render(made.promptMarkdown),
    answer: made.answer,
    tolerance: made.tolerance,
    unit: made.unit ?? null,
    mistakes: made.mistakes.map((mistake) => ({
      value: mistake.value,
      remark: { html: render(mistake.feedbackMarkdown), place },
    })),
    remark: { html: render(made.feedbackMarkdown), place },
    explanationHtml: render(made.explanationMarkdown),
  };
}

function clozeHtml(
  itemId: string,
  text: string,
  blanks: RenderedBlank[],
  tools: RenderTools,
): string {
  // Markdown must not see the form fields, so letters stand in for them while it is rendered.
  const stand = (name: string): string => `QZBLANK${blanks.findIndex((b) => b.name === name)}QZ`;
  const html = tools.render(
    splitCloze(text)
      .map((part) => ('text' in part ? part.text : stand(part.blank)))
      .join(''),
  );
  return blanks.reduce(
    (filled, blank, index) =>
      filled.replace(
        `QZBLANK${index}QZ`,
        () => tools.blank?.(blank) ?? fieldHtml(itemId, blank, `blank ${index + 1}`),
      ),
    html,
  );
}

function fieldHtml(itemId: string, blank: RenderedBlank, label: string): string {
  const attributes = `class="quiz-blank" name="${blank.name}" id="${itemId}-${blank.name}" aria-label="${label}"`;
  if (blank.options === null) {
    const size = Math.min(24, Math.max(4, ...blank.accept.map((accepted) => accepted.length)) + 1);
    return `<input ${attributes} type="text" size="${size}" autocomplete="off" autocapitalize="off" spellcheck="false">`;
  }
  const entries = blank.options.map((option) => `<option>${escapeHtml(option)}</option>`);
  return `<select ${attributes}><option value="">…</option>${entries.join('')}</select>`;
}

/** Options and steps stand inside labels, where a paragraph of their own is not allowed. */
function inline(html: string): string {
  const paragraph = /^\s*<p>([\s\S]*)<\/p>\s*$/.exec(html);
  const inner = paragraph?.[1];
  return inner !== undefined && !inner.includes('<p>') ? inner : html;
}

function relabel<T extends { id: string }>(things: T[]): T[] {
  return things.map((thing, index) => ({ ...thing, id: letter(index) }));
}

function letter(index: number): string {
  return String.fromCharCode(97 + index);
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
}
