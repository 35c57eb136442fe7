import { z } from 'zod';
import { roles } from './roles.ts';

const id = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'expected an id in kebab-case, such as "receptive-field"');
const notationId = z.string().regex(/^[A-Za-z0-9-]+$/, 'expected letters, digits and hyphens');
const text = z.string().trim().min(1, 'expected some text');

/** `content/book.yaml`: parts, the order of chapters, and what must be read before what. */
export const bookSchema = z.strictObject({
  title: text,
  subtitle: text,
  parts: z.array(
    z.strictObject({
      id,
      title: text,
      lead: text,
      chapters: z.array(z.strictObject({ id, title: text, why: text, after: z.array(id) })),
    }),
  ),
  routes: z.array(z.strictObject({ id, title: text, chapters: z.array(id) })),
});

/** `content/deck.yaml`: the flashcards. The only source of chapter ids. */
export const deckSchema = z.array(
  z.strictObject({
    number: z.int().positive(),
    id,
    kind: z.enum(['truefalse', 'cloze', 'short', 'list', 'steps', 'definition', 'row']),
    prompt: text,
    truth: z.boolean().optional(),
    answer: z.array(text).min(1),
    answerNote: text.optional(),
    corrections: z.array(z.strictObject({ text, refs: z.array(z.string()).default([]) })),
  }),
);

export const glossarySchema = z.array(
  z.strictObject({
    id,
    term: text,
    definition: text,
    aliases: z.array(text).default([]),
    chapters: z.array(id).default([]),
    see: z.array(id).default([]),
  }),
);

/** `content/notation.yaml`: one symbol, one meaning, in every chapter. */
export const notationSchema = z.strictObject({
  symbols: z.array(
    z.strictObject({
      id: notationId,
      symbol: text,
      meaning: text,
      shape: text.optional(),
      role: z.enum(roles).optional(),
      aliases: z.array(text).default([]),
    }),
  ),
  rules: z.array(text),
  sharedTable: z.array(
    z.strictObject({
      setting: text,
      /** Of its chapter; a setting without a card has none. */
      chapter: id.optional(),
      source: text,
      target: text,
      shift: z.enum(['none', 'non-semantic', 'semantic']),
    }),
  ),
});

/** The frontmatter of `content/chapters/<id>/index.mdx`. */
export const frontmatterSchema = z.strictObject({
  id,
  title: text,
  question: text,
  summary: text.max(160, 'a summary has at most 160 characters, for search results'),
  aliases: z.array(text).default([]),
});

export type BookFile = z.infer<typeof bookSchema>;
export type Card = z.infer<typeof deckSchema>[number];
export type GlossaryEntry = z.infer<typeof glossarySchema>[number];
export type NotationFile = z.infer<typeof notationSchema>;
export type NotationEntry = NotationFile['symbols'][number];
export type Frontmatter = z.infer<typeof frontmatterSchema>;
