import type { ClozeItem, QuizItem, Remark } from '#quiz/items.ts';
import { writtenNumber } from '#quiz/writtenNumber.ts';
import { blocks, bulletList, escapeMarkdown, numberedList } from './markdownParts.ts';

/** What a quiz item asks for, as the reader is told. */
export const itemKinds: Readonly<Record<QuizItem['kind'], string>> = {
  truefalse: 'True or false',
  choice: 'One is right',
  choices: 'Several may be right',
  numeric: 'A number',
  cloze: 'Fill the blanks',
  order: 'Put in order',
  match: 'Match',
};

/** What meets a wrong answer. */
export interface TextRemark {
  /** The wrong answer, such as "**B** the softmax". */
  to: string;
  remark: Remark;
}

/** A quiz item in words that need no form: everything is Markdown. */
export interface ItemTexts {
  /** With all that must be seen to answer: options, steps, menus. */
  question: string;
  answer: string;
  explanation: string;
  remarks: TextRemark[];
}

/** Marks the place of a blank in the text of a cloze item, until it is known what stands there. */
export const blankMark = (name: string) => `\uE001${name}\uE002`;
const anyBlank = /\uE001([^\uE002]*)\uE002/g;

/**
 * Question and answer of an item that was rendered to Markdown, with `blankMark` for its blanks. The
 * order of options, steps and menus is that of the page.
 */
export function itemTexts(item: QuizItem): ItemTexts {
  const told = (to: string, remark: Remark | null): TextRemark[] =>
    remark === null ? [] : [{ to, remark }];
  const { promptHtml: prompt, explanationHtml: explanation } = item;
  switch (item.kind) {
    case 'truefalse':
      return {
        question: prompt,
        answer: item.answer ? '**True.**' : '**False.**',
        explanation,
        remarks: told(item.answer ? '**False**' : '**True**', item.wrong),
      };
    case 'choice':
    case 'choices': {
      const right = item.options.filter((option) => option.correct).map(lettered);
      return {
        question: blocks(prompt, bulletList(item.options.map(lettered))),
        answer: item.kind === 'choice' ? right.join('') : bulletList(right),
        explanation,
        remarks: item.options.flatMap((option) =>
          told(option.correct ? `Without ${lettered(option)}` : lettered(option), option.remark),
        ),
      };
    }
    case 'numeric': {
      const { variant } = item;
      const unit = variant.unit === null ? '' : escapeMarkdown(variant.unit);
      return {
        question: blocks(
          variant.promptHtml,
          variant.promptHtml.includes(unit) ? '' : `(in ${unit})`,
        ),
        answer: `**${[writtenNumber(variant.answer), unit].join(' ').trim()}**`,
        explanation: variant.explanationHtml,
        remarks: [
          ...variant.mistakes.flatMap(({ value, remark }) =>
            told(`**${writtenNumber(value)}**`, remark),
          ),
          ...told('**Another number**', variant.remark),
        ],
      };
    }
    case 'cloze':
      return { ...clozeTexts(item), explanation };
    case 'order':
      return {
        question: blocks(prompt, bulletList(item.steps.map(lettered))),
        answer: numberedList(
          item.solution.flatMap((id) => item.steps.filter((step) => step.id === id).map(lettered)),
        ),
        explanation,
        remarks: [
          ...told('**Another order**', item.remark),
          ...item.steps.flatMap((step) => told(lettered(step), step.remark)),
        ],
      };
    case 'match': {
      const rights = item.rights.map(({ id, text }) => ({ id, html: escapeMarkdown(text) }));
      return {
        question: blocks(
          prompt,
          numberedList(item.lefts.map((left) => left.html)),
          bulletList(rights.map(lettered)),
        ),
        answer: numberedList(
          item.lefts.map(
            (left) =>
              `${left.html} → ${rights
                .filter(({ id }) => id === left.answer)
                .map(lettered)
                .join('')}`,
          ),
        ),
        explanation,
        remarks: [
          ...told('**Other pairs**', item.remark),
          ...item.lefts.flatMap((left, index) =>
            told(`**${index + 1}** ${left.html}`, left.remark),
          ),
        ],
      };
    }
  }
}

const lettered = ({ id, html }: { id: string; html: string }) => `**${id.toUpperCase()}** ${html}`;

/** Blanks are numbered as they come in the text. */
function clozeTexts(item: ClozeItem): Omit<ItemTexts, 'explanation'> {
  const inText = [...item.textHtml.matchAll(anyBlank)].map(([, name]) => name ?? '');
  const blanks = inText.flatMap((name) => item.blanks.filter((blank) => blank.name === name));
  const number = (name: string) => `(${inText.indexOf(name) + 1})`;
  const list = (texts: readonly string[]) => texts.map(escapeMarkdown).join(', ');
  const fill = (with_: (name: string) => string) =>
    item.textHtml.replace(anyBlank, (_, name: string) => with_(name));
  return {
    question: blocks(
      item.promptHtml,
      fill((name) => `${number(name)} ____`),
      bulletList(
        blanks.flatMap(({ name, options }) =>
          options === null ? [] : [`${number(name)} ${list(options)}`],
        ),
      ),
    ),
    answer: blocks(
      fill((name) => {
        const accepted = blanks.find((blank) => blank.name === name)?.accept[0] ?? '';
        return `**${escapeMarkdown(accepted)}**`;
      }),
      bulletList(
        blanks.flatMap(({ name, accept, options }) =>
          options === null && accept.length > 1
            ? [`${number(name)} also ${list(accept.slice(1))}`]
            : [],
        ),
      ),
    ),
    remarks: blanks.map(({ name, remark }) => ({
      to: `**Another word** in blank ${number(name)}`,
      remark,
    })),
  };
}
