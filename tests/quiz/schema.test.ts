import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { explainIssue } from '#book/yamlFile.ts';
import { quizFileSchema } from '#quiz/schema.ts';

const good = `
items:
  - id: kg-size
    kind: truefalse
    section: shapes-decide
    difficulty: 1
    prompt: The kernel gradient has the shape of the *output*.
    answer: false
    reason: It has the kernel's shape, $K_1\\times K_2$.
    wrong: The upstream gradient has the output's shape.
  - id: kg-what
    kind: choice
    section: shapes-decide
    difficulty: 2
    prompt: Which one?
    options:
      - { text: one, correct: true }
      - { text: two, feedback: Too many. }
      - { text: three, feedback: Far too many., section: /chapters/conv-input-gradient/#the-flip }
    explanation: One.
  - id: kg-which
    kind: choices
    section: shapes-decide
    difficulty: 2
    prompt: Which ones?
    options:
      - { text: one, correct: true, feedback: You left out one. }
      - { text: two, correct: true }
      - { text: three, feedback: No. }
    explanation: One and two.
  - id: kg-number
    kind: numeric
    section: shapes-decide
    difficulty: 3
    prompt: How many?
    answer: 3
    tolerance: 0
    unit: entries
    feedback: Count again.
    mistakes: [{ value: 4, feedback: One too many. }]
    explanation: Three.
  - { id: kg-drawn, kind: numeric, section: shapes-decide, difficulty: 1, generated: output-size }
  - id: kg-cloze
    kind: cloze
    section: shapes-decide
    difficulty: 1
    text: The {{kind}} of $\\frac{{a}}{b}$ is {{ what }}.
    blanks:
      kind: { accept: [gradient], feedback: Think of the chain rule. }
      what: { accept: [3], options: [2, 3], feedback: Count. }
    explanation: So it is.
  - id: kg-order
    kind: order
    section: shapes-decide
    difficulty: 1
    prompt: Put in order.
    steps: [pad, { text: dilate, feedback: Dilate after padding. }, correlate]
    feedback: Not yet.
    explanation: Pad first.
  - id: kg-match
    kind: match
    section: shapes-decide
    difficulty: 1
    prompt: Match.
    pairs: [{ left: $G$, right: upstream }, { left: $K$, right: kernel }, { left: $X$, right: input }]
    extra: [output]
    feedback: Look at the notation.
    explanation: As in the table.
`;

function problemsOf(data: unknown) {
  const result = quizFileSchema.safeParse(data);
  return result.success ? [] : result.error.issues.flatMap((issue) => explainIssue(issue, data));
}

function problemsAfter(change: (items: Record<string, unknown>[]) => void) {
  const data = parse(good) as { items: Record<string, unknown>[] };
  change(data.items);
  return problemsOf(data);
}

describe('a quiz.yaml', () => {
  test('with an item of every kind is read', () => {
    expect(problemsOf(parse(good))).toEqual([]);
  });

  const cases: [string, (items: Record<string, unknown>[]) => void, (string | number)[], RegExp][] =
    [
      [
        'an unknown kind',
        (i) => (i[0] = { ...i[0], kind: 'essay' }),
        ['items', 0, 'kind'],
        /kind|Invalid/i,
      ],
      [
        'an unknown key, at the key',
        (i) => (i[0] = { ...i[0], hint: 'x' }),
        ['items', 0, 'hint'],
        /hint: unknown key/,
      ],
      [
        'a missing reason, at the item',
        (i) => delete i[0]?.['reason'],
        ['items', 0],
        /reason is missing/,
      ],
      [
        'an id that is not kebab-case',
        (i) => (i[0] = { ...i[0], id: 'KG 1' }),
        ['items', 0, 'id'],
        /kebab/,
      ],
      [
        'an id used twice',
        (i) => (i[1] = { ...i[1], id: 'kg-size' }),
        ['items', 1, 'id'],
        /kg-size is used twice/,
      ],
      [
        'a section that is neither slug nor link',
        (i) => (i[0] = { ...i[0], section: 'Shapes decide' }),
        ['items', 0, 'section'],
        /slug/,
      ],
      [
        'a difficulty of 4',
        (i) => (i[0] = { ...i[0], difficulty: 4 }),
        ['items', 0, 'difficulty'],
        /1, 2 or 3/,
      ],
      [
        'a choice whose answer is not among its options',
        (i) =>
          (i[1] = { ...i[1], options: ['a', 'b', 'c'].map((text) => ({ text, feedback: 'No.' })) }),
        ['items', 1, 'options'],
        /not among the options/,
      ],
      [
        'a choice with two answers',
        (i) =>
          (i[1] = {
            ...i[1],
            options: [
              { text: 'a', correct: true },
              { text: 'b', correct: true },
              { text: 'c', feedback: 'No.' },
            ],
          }),
        ['items', 1, 'options'],
        /exactly one/,
      ],
      [
        'a wrong option without feedback',
        (i) =>
          (i[1] = {
            ...i[1],
            options: [{ text: 'a', correct: true }, { text: 'b' }, { text: 'c', feedback: 'No.' }],
          }),
        ['items', 1, 'options', 1],
        /“b” has no feedback/,
      ],
      [
        'the same option twice',
        (i) =>
          (i[1] = {
            ...i[1],
            options: [
              { text: 'a', correct: true },
              { text: 'b', feedback: 'No.' },
              { text: 'b', feedback: 'No.' },
            ],
          }),
        ['items', 1, 'options', 2, 'text'],
        /twice/,
      ],
      [
        'choices that are all right',
        (i) =>
          (i[2] = { ...i[2], options: ['a', 'b', 'c'].map((text) => ({ text, correct: true })) }),
        ['items', 2, 'options'],
        /at least one must be wrong/,
      ],
      [
        'a numeric item with neither answer nor generator',
        (i) => delete i[3]?.['answer'],
        ['items', 3],
        /either answer/,
      ],
      [
        'a numeric item with both',
        (i) => (i[3] = { ...i[3], generated: 'output-size' }),
        ['items', 3, 'generated'],
        /not both/,
      ],
      [
        'an unknown generator',
        (i) => (i[4] = { ...i[4], generated: 'dice' }),
        ['items', 4, 'generated'],
        /"dice".*output-size/,
      ],
      [
        'a negative tolerance',
        (i) => (i[3] = { ...i[3], tolerance: -1 }),
        ['items', 3, 'tolerance'],
        /negative/,
      ],
      [
        'a unit on a generated item',
        (i) => (i[4] = { ...i[4], unit: 'px' }),
        ['items', 4, 'unit'],
        /from the generator/,
      ],
      [
        'a foreseen mistake that is right',
        (i) => (i[3] = { ...i[3], mistakes: [{ value: 3, feedback: 'x' }] }),
        ['items', 3, 'mistakes', 0, 'value'],
        /within the tolerance/,
      ],
      [
        'a blank that is not described',
        (i) => (i[5] = { ...i[5], text: '{{kind}} {{what}} {{more}}' }),
        ['items', 5, 'text'],
        /\{\{more\}\}/,
      ],
      [
        'a described blank that is not in the text',
        (i) => (i[5] = { ...i[5], text: 'only {{kind}}' }),
        ['items', 5, 'blanks', 'what'],
        /\{\{what\}\}/,
      ],
      [
        'a blank hidden in a formula',
        (i) => (i[5] = { ...i[5], text: '{{kind}} $x_{{what}}$' }),
        ['items', 5, 'blanks', 'what'],
        /outside of its formulas/,
      ],
      [
        'an accepted answer that is not on the menu',
        (i) =>
          (i[5] = {
            ...i[5],
            blanks: {
              kind: { accept: ['x'], feedback: 'x' },
              what: { accept: ['5'], options: ['2', '3'], feedback: 'x' },
            },
          }),
        ['items', 5, 'blanks', 'what', 'accept', 0],
        /“5” is not among the options/,
      ],
      [
        'the same step twice',
        (i) => (i[6] = { ...i[6], steps: ['a', 'b', 'a'] }),
        ['items', 6, 'steps', 2],
        /twice/,
      ],
      [
        'a step that is a number',
        (i) => (i[6] = { ...i[6], steps: ['a', 'b', 7] }),
        ['items', 6, 'steps', 2],
        /expected a step/,
      ],
      [
        'the same right side twice',
        (i) =>
          (i[7] = {
            ...i[7],
            pairs: ['a', 'b', 'c'].map((left) => ({ left, right: 'r' })),
            extra: [],
          }),
        ['items', 7, 'pairs', 1, 'right'],
        /twice/,
      ],
      [
        'an extra that is the answer of a pair',
        (i) => (i[7] = { ...i[7], extra: ['kernel'] }),
        ['items', 7, 'extra', 0],
        /right side of a pair/,
      ],
    ];

  test.each(cases)('with %s is refused, naming the place', (_, change, path, message) => {
    const problems = problemsAfter(change);
    expect(problems.map((problem) => problem.path)).toContainEqual(path);
    expect(problems.find((p) => JSON.stringify(p.path) === JSON.stringify(path))?.message).toMatch(
      message,
    );
  });

  test('that is empty is refused', () => {
    expect(problemsOf(null)).toMatchObject([{ path: [] }]);
  });
});
