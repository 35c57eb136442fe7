import * as z from 'zod';
import { deckSchema } from '#book/schemas.ts';
import { itemSchema } from '#quiz/schema.ts';

const markdown = z.string().min(1);
const address = z.url();
const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const key = z.string().regex(/^[a-z0-9-]+(\/[a-z0-9-]+)?$/);

/** The kinds of the schemas that authors write by, so that a new one cannot be forgotten here. */
const itemKind = z.enum(itemSchema.options.map((option) => option.shape.kind.value));
const cardKind = deckSchema.element.shape.kind;

const remarkSchema = z.strictObject({
  /** The wrong answer that is met. */
  to: markdown,
  text: markdown,
  /** Where it is settled. */
  url: address,
  section: z.string().min(1),
});

export const exportedCardSchema = z.strictObject({
  key,
  chapter: id,
  number: z.int().positive(),
  kind: cardKind,
  question: markdown,
  answer: markdown,
  /** What the usual wording gets wrong. */
  corrections: z.array(markdown),
  url: address,
});

export const exportedItemSchema = z.strictObject({
  key,
  chapter: id,
  kind: itemKind,
  difficulty: z.literal([1, 2, 3]),
  /** With its options, steps or menus. */
  question: markdown,
  answer: markdown,
  explanation: z.string(),
  remarks: z.array(remarkSchema),
  /** The section that settles it, and what it is called. */
  url: address,
  section: z.string().min(1),
});

const chapterSchema = z.strictObject({
  id,
  /** Place in the reading order. */
  number: z.int().positive(),
  /** Number of its flashcard. */
  card: z.int().positive(),
  part: id,
  title: z.string().min(1),
  /** Whether there is a chapter yet; if not, `url` leads to its card. */
  written: z.boolean(),
  question: z.string().nullable(),
  summary: z.string().nullable(),
  url: address,
  /** Chapters to read directly before. */
  after: z.array(id),
  sections: z.array(
    z.strictObject({ slug: z.string().min(1), title: z.string().min(1), level: z.int() }),
  ),
});

/**
 * `book.json`: chapters, cards and quiz items of the book, for programs. Texts are Markdown with
 * formulas in plain TeX between dollar signs; addresses are whole. `version` grows when a reader of
 * the old shape would stumble over the new one.
 */
export const bookExportSchema = z.strictObject({
  format: z.literal('what-the-network-sees/book'),
  version: z.literal(1),
  title: z.string().min(1),
  url: address,
  licence: z.strictObject({ name: z.string(), url: address }),
  parts: z.array(z.strictObject({ id, number: z.int().positive(), title: z.string().min(1) })),
  chapters: z.array(chapterSchema),
  cards: z.array(exportedCardSchema),
  items: z.array(exportedItemSchema),
});

export type BookExport = z.infer<typeof bookExportSchema>;
export type ExportedCard = z.infer<typeof exportedCardSchema>;
export type ExportedItem = z.infer<typeof exportedItemSchema>;
