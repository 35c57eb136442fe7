import { parse } from 'yaml';
import { renderItems, type QuizItem, type RenderTools } from '../../src/quiz/items.ts';
import { quizFileSchema, type QuizFile } from '../../src/quiz/schema.ts';

/** Stands in for the book's Markdown: one paragraph a block, with emphasis. */
export const tools: RenderTools = {
  render: (markdown) =>
    markdown
      .split('\n\n')
      .map((block) => `<p>${block.trim().replace(/\*([^*]+)\*/g, '<em>$1</em>')}</p>`)
      .join('\n'),
  place: (section) => ({
    href: section.startsWith('/') ? section : `#${section}`,
    label: `Section ${section}`,
  }),
};

const text = `
items:
  - id: f-truth
    kind: truefalse
    section: shapes
    difficulty: 1
    prompt: The gradient has the shape of the output.
    answer: false
    reason: It has the kernel's shape.
    wrong: You took the upstream gradient's shape.
  - id: f-choice
    kind: choice
    section: shapes
    difficulty: 2
    prompt: Which one?
    options:
      - { text: right one, correct: true }
      - { text: wrong *two*, feedback: Two is wrong. }
      - { text: wrong three, feedback: Three is wrong., section: /chapters/conv-input-gradient/#flip }
    explanation: One it is.
  - id: f-choices
    kind: choices
    section: shapes
    difficulty: 2
    prompt: Which ones?
    options:
      - { text: right one, correct: true, feedback: One was left out. }
      - { text: right two, correct: true }
      - { text: wrong three, feedback: Three is wrong. }
      - { text: wrong four, feedback: Four is wrong. }
    explanation: One and two.
  - id: f-numeric
    kind: numeric
    section: shapes
    difficulty: 3
    prompt: How many?
    answer: 1024
    tolerance: 0.5
    unit: entries
    feedback: Count again.
    mistakes: [{ value: 1000, feedback: You rounded., section: rounding }]
    explanation: It is a power of two.
  - id: f-drawn
    kind: numeric
    section: shapes
    difficulty: 1
    generated: kernel-gradient-entry
  - id: f-cloze
    kind: cloze
    section: shapes
    difficulty: 1
    text: The kernel gradient is a {{how}} *correlation* of the {{ what }} input, $-1$ + {{n}}.
    blanks:
      how: { accept: [valid, "“valid”"], feedback: Not full. }
      what: { accept: [padded], options: [padded, bare], feedback: Padding first., section: padding }
      n: { accept: [-2], feedback: Count. }
    explanation: So it is.
  - id: f-order
    kind: order
    section: shapes
    difficulty: 1
    prompt: Put in order.
    steps: [pad, { text: dilate, feedback: Dilate comes second. }, correlate, sum]
    feedback: Not in order yet.
    explanation: Pad first.
  - id: f-match
    kind: match
    section: shapes
    difficulty: 1
    prompt: Match.
    pairs:
      - { left: G, right: upstream gradient }
      - { left: K, right: kernel, feedback: K is the kernel. }
      - { left: X, right: input }
    extra: [output]
    feedback: Look at the notation.
    explanation: As in the table.
`;

/** A quiz with an item of every kind, as an author would write it. */
export function fixtureFile(): QuizFile {
  return quizFileSchema.parse(parse(text));
}

export function fixtureItems(): QuizItem[] {
  return renderItems(fixtureFile(), tools);
}

/** The fixture's item of a kind; of the two numeric ones, the typed one. */
export function itemOf<K extends QuizItem['kind']>(kind: K): QuizItem & { kind: K } {
  const found = fixtureItems().find((item) => item.kind === kind);
  if (found === undefined) throw new Error(`no ${kind} in the fixture`);
  return found as QuizItem & { kind: K };
}
