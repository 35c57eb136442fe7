import * as z from 'zod';
import { clozeBlanks } from './cloze.ts';
import { generatorNames } from './generatorNames.ts';

/**
 * What an author may write in a chapter's quiz.yaml. Build time only: the page gets the items of
 * `items.ts`. Every issue carries the path of the smallest node at fault, so that the build can
 * name the line.
 */

const markdown = z.string().trim().min(1, 'expected some text, found none');
const kebab = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const slug = '[\\p{L}\\p{N}_-]+';
const sectionPattern = new RegExp(`^(?:${slug}|/chapters/[a-z0-9-]+/#${slug})$`, 'u');

/** Where an answer is settled: a heading's slug in this chapter, or `/chapters/<id>/#<slug>`. */
const section = z
  .string()
  .regex(sectionPattern, 'expected a heading slug of this chapter, or /chapters/<id>/#<slug>');

const base = {
  id: z
    .string()
    .regex(kebab, 'expected an id in kebab-case, such as kg-size')
    .refine((id) => id !== 'card', 'in review “card” means the flashcard; take another id'),
  section,
  difficulty: z.literal([1, 2, 3], { error: 'expected a difficulty of 1, 2 or 3' }),
  /** The misconception the item aims at, in the words of the chapter. */
  misconception: markdown.optional(),
};

/** `reason` is shown after either answer; `wrong` meets the reader who chose the wrong one. */
export const trueFalseSchema = z.strictObject({
  ...base,
  kind: z.literal('truefalse'),
  prompt: markdown,
  answer: z.boolean(),
  reason: markdown,
  wrong: markdown,
  explanation: markdown.optional(),
});

/** A right option's feedback, where given, is for the reader who left it out (`choices` only). */
const optionSchema = z.strictObject({
  text: markdown,
  correct: z.literal(true, { error: 'write correct: true, or leave it out' }).optional(),
  feedback: markdown.optional(),
  section: section.optional(),
});
type Option = z.infer<typeof optionSchema>;

function checkOptions(options: Option[], context: z.RefinementCtx): void {
  const texts = new Set<string>();
  for (const [index, option] of options.entries()) {
    if (option.correct !== true && option.feedback === undefined)
      context.addIssue({
        code: 'custom',
        path: ['options', index],
        message: `the wrong option “${option.text}” has no feedback; say what is wrong with it`,
      });
    if (texts.has(option.text))
      context.addIssue({
        code: 'custom',
        path: ['options', index, 'text'],
        message: `the option “${option.text}” appears twice`,
      });
    texts.add(option.text);
  }
}

export const choiceSchema = z
  .strictObject({
    ...base,
    kind: z.literal('choice'),
    prompt: markdown,
    options: z.array(optionSchema).min(3, 'expected at least three options'),
    explanation: markdown,
  })
  .superRefine((item, context) => {
    const right = item.options.filter((option) => option.correct === true).length;
    if (right === 0)
      context.addIssue({
        code: 'custom',
        path: ['options'],
        message: 'the answer is not among the options: mark exactly one with correct: true',
      });
    if (right > 1)
      context.addIssue({
        code: 'custom',
        path: ['options'],
        message: `${right} options are marked correct; a choice has exactly one (use kind: choices)`,
      });
    checkOptions(item.options, context);
  });

export const choicesSchema = z
  .strictObject({
    ...base,
    kind: z.literal('choices'),
    prompt: markdown,
    options: z.array(optionSchema).min(3, 'expected at least three options'),
    explanation: markdown,
  })
  .superRefine((item, context) => {
    const right = item.options.filter((option) => option.correct === true).length;
    if (right === 0)
      context.addIssue({
        code: 'custom',
        path: ['options'],
        message: 'the answer is not among the options: mark at least one with correct: true',
      });
    if (right === item.options.length)
      context.addIssue({
        code: 'custom',
        path: ['options'],
        message: 'every option is marked correct; at least one must be wrong',
      });
    checkOptions(item.options, context);
  });

/** A wrong number one can foresee, met with its own feedback. */
const mistakeSchema = z.strictObject({
  value: z.number(),
  feedback: markdown,
  section: section.optional(),
});

/**
 * Exactly one of `answer` and `generated`. A generated item takes prompt, unit, tolerance,
 * explanation, feedback and foreseen mistakes from its generator; the author's prompt and explanation, if
 * any, are put before them. `feedback` meets every wrong number nobody foresaw.
 */
export const numericSchema = z
  .strictObject({
    ...base,
    kind: z.literal('numeric'),
    prompt: markdown.optional(),
    answer: z.number().optional(),
    generated: z
      .enum(generatorNames, {
        error: (issue) =>
          `unknown generator ${JSON.stringify(issue.input)}; there are: ${generatorNames.join(', ')}`,
      })
      .optional(),
    tolerance: z.number().min(0, 'a tolerance cannot be negative').optional(),
    unit: z.string().min(1).optional(),
    feedback: markdown.optional(),
    mistakes: z.array(mistakeSchema).optional(),
    explanation: markdown.optional(),
  })
  .superRefine((item, context) => {
    const issue = (key: string, message: string): void =>
      context.addIssue({ code: 'custom', path: [key], message });
    if (item.answer !== undefined && item.generated !== undefined)
      issue('generated', 'a numeric item has either an answer or a generator, not both');
    if (item.answer === undefined && item.generated === undefined)
      context.addIssue({
        code: 'custom',
        message: 'a numeric item needs either answer: <number> or generated: <generator>',
      });
    if (item.generated !== undefined)
      for (const key of ['tolerance', 'unit', 'feedback', 'mistakes'] as const)
        if (item[key] !== undefined)
          issue(key, `a generated item takes its ${key} from the generator; leave it out`);
    if (item.answer !== undefined) {
      for (const key of ['prompt', 'feedback', 'explanation'] as const)
        if (item[key] === undefined)
          context.addIssue({ code: 'custom', message: `a numeric item needs its ${key}` });
      for (const [index, mistake] of (item.mistakes ?? []).entries())
        if (Math.abs(mistake.value - item.answer) <= (item.tolerance ?? 0))
          context.addIssue({
            code: 'custom',
            path: ['mistakes', index, 'value'],
            message: `${mistake.value} is within the tolerance of the answer ${item.answer}`,
          });
    }
  });

/** With `options` the blank is a menu; without, a text field. Case and spaces do not count. */
const blankSchema = z.strictObject({
  accept: z.array(z.coerce.string().trim().min(1)).min(1, 'expected at least one accepted answer'),
  options: z.array(z.coerce.string().trim().min(1)).min(2).optional(),
  feedback: markdown,
  section: section.optional(),
});

export const clozeSchema = z
  .strictObject({
    ...base,
    kind: z.literal('cloze'),
    prompt: markdown.default('Fill in the blanks.'),
    text: markdown,
    blanks: z.record(z.string().regex(/^[A-Za-z][A-Za-z0-9_-]*$/), blankSchema),
    explanation: markdown,
  })
  .superRefine((item, context) => {
    const inText = clozeBlanks(item.text);
    if (inText.length === 0)
      context.addIssue({
        code: 'custom',
        path: ['text'],
        message: 'the text has no blank; write one as {{name}}, outside of formulas',
      });
    for (const [index, name] of inText.entries()) {
      if (!(name in item.blanks))
        context.addIssue({
          code: 'custom',
          path: ['text'],
          message: `the blank {{${name}}} is not described under blanks`,
        });
      if (inText.indexOf(name) !== index)
        context.addIssue({
          code: 'custom',
          path: ['text'],
          message: `the blank {{${name}}} appears twice`,
        });
    }
    for (const [name, blank] of Object.entries(item.blanks)) {
      if (!inText.includes(name))
        context.addIssue({
          code: 'custom',
          path: ['blanks', name],
          message: `the text has no blank {{${name}}} outside of its formulas`,
        });
      for (const [index, accepted] of blank.accept.entries())
        if (blank.options !== undefined && !blank.options.includes(accepted))
          context.addIssue({
            code: 'custom',
            path: ['blanks', name, 'accept', index],
            message: `the answer “${accepted}” is not among the options of {{${name}}}`,
          });
    }
  });

/** A step may carry the feedback for the reader who puts it in the wrong place. */
const stepSchema = z.union(
  [
    markdown.transform((text) => ({ text, feedback: undefined, section: undefined })),
    z.strictObject({
      text: markdown,
      feedback: markdown.optional(),
      section: section.optional(),
    }),
  ],
  { error: 'expected a step: some text, or { text, feedback?, section? }' },
);

export const orderSchema = z
  .strictObject({
    ...base,
    kind: z.literal('order'),
    prompt: markdown,
    steps: z.array(stepSchema).min(3, 'expected at least three steps'),
    feedback: markdown,
    explanation: markdown,
  })
  .superRefine((item, context) => {
    for (const [index, step] of item.steps.entries())
      if (item.steps.findIndex((other) => other.text === step.text) !== index)
        context.addIssue({
          code: 'custom',
          path: ['steps', index],
          message: `the step “${step.text}” appears twice`,
        });
  });

const pairSchema = z.strictObject({
  left: markdown,
  right: markdown,
  feedback: markdown.optional(),
  section: section.optional(),
});

/** Lefts are matched to rights by menus, so a `right` is plain text; `extra` rights fit no left. */
export const matchSchema = z
  .strictObject({
    ...base,
    kind: z.literal('match'),
    prompt: markdown,
    pairs: z.array(pairSchema).min(3, 'expected at least three pairs'),
    extra: z.array(markdown).optional(),
    feedback: markdown,
    explanation: markdown,
  })
  .superRefine((item, context) => {
    const lefts = item.pairs.map((pair) => pair.left);
    const rights = item.pairs.map((pair) => pair.right);
    for (const [index, pair] of item.pairs.entries()) {
      if (lefts.indexOf(pair.left) !== index)
        context.addIssue({
          code: 'custom',
          path: ['pairs', index, 'left'],
          message: `the left side “${pair.left}” appears twice`,
        });
      if (rights.indexOf(pair.right) !== index)
        context.addIssue({
          code: 'custom',
          path: ['pairs', index, 'right'],
          message: `the right side “${pair.right}” appears twice`,
        });
      if (pair.right.includes('$'))
        context.addIssue({
          code: 'custom',
          path: ['pairs', index, 'right'],
          message: 'a right side is an entry of a menu, which cannot show a formula; put it left',
        });
    }
    for (const [index, text] of (item.extra ?? []).entries())
      if (rights.includes(text))
        context.addIssue({
          code: 'custom',
          path: ['extra', index],
          message: `“${text}” is the right side of a pair, not an extra`,
        });
  });

export const itemSchema = z.discriminatedUnion('kind', [
  trueFalseSchema,
  choiceSchema,
  choicesSchema,
  numericSchema,
  clozeSchema,
  orderSchema,
  matchSchema,
]);

/** A whole quiz.yaml. Its ids are checked against each other here, against the book by the build. */
export const quizFileSchema = z
  .strictObject({ items: z.array(itemSchema).min(1, 'expected at least one item') })
  .superRefine((file, context) => {
    for (const [index, item] of file.items.entries())
      if (file.items.findIndex((other) => other.id === item.id) !== index)
        context.addIssue({
          code: 'custom',
          path: ['items', index, 'id'],
          message: `the id ${item.id} is used twice in this file`,
        });
  });

export type QuizFile = z.infer<typeof quizFileSchema>;
export type AuthorItem = z.infer<typeof itemSchema>;
export type ItemKind = AuthorItem['kind'];
