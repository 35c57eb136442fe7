import { describe, expect, test } from 'vitest';
import { checkContent } from '../../src/build/checkContent.ts';
import {
  keepItems,
  lineIn,
  moveIn,
  removeFrom,
  soundBook,
  withCopy,
  type Change,
} from './copyOfBook.ts';

interface Mistake {
  /** What is wrong, as the end of “the build stops at …”. */
  what: string;
  change: Change;
  /** Further changes that belong to it. */
  also?: Change[];
  /** Where the mistake must be found: the file, and text in the line. */
  at: { file?: string; text: string };
  says: RegExp;
}

const in_ = (file: string, from: string, to: string): Change => ({ file, from, to });
const layers = 'chapters/layers/index.mdx';
const kernels = 'chapters/kernels/index.mdx';
const quiz = 'chapters/layers/quiz.yaml';

const keys: Mistake[] = [
  {
    what: 'an unknown card in the order of chapters',
    change: in_('book.yaml', '- id: saliency\n', '- id: salience\n'),
    at: { text: '- id: salience' },
    says: /unknown card "salience": add it to content\/deck\.yaml, or correct it/,
  },
  {
    what: 'an unknown card among prerequisites',
    change: in_('book.yaml', 'after: [layers]', 'after: [layer]'),
    at: { text: 'after: [layer]' },
    says: /unknown card "layer" among the prerequisites of "kernels"/,
  },
  {
    what: 'an unknown card in a route',
    change: in_('book.yaml', '      - saliency\n', '      - salience\n'),
    at: { text: '      - salience' },
    says: /unknown card "salience" in the route "short"/,
  },
  {
    what: 'an unknown card in the glossary',
    change: in_('glossary.yaml', 'chapters: [kernels]', 'chapters: [kernel]'),
    at: { text: 'chapters: [kernel]' },
    says: /unknown card "kernel" under chapters/,
  },
  {
    what: 'a card without a place in the book',
    change: in_(
      'deck.yaml',
      '- number: 2',
      '- { number: 4, id: extra, kind: short, prompt: Why?, answer: [So.], corrections: [] }\n- number: 2',
    ),
    at: { file: 'book.yaml', text: 'title: A small sound book' },
    says: /card "extra" has no place in the book: add it to a part/,
  },
  {
    what: 'a prerequisite that comes later',
    change: in_('book.yaml', 'after: []', 'after:\n          - kernels'),
    at: { text: '          - kernels' },
    says: /prerequisite "kernels" does not come earlier than "layers": move one of them/,
  },
  {
    what: 'an unknown glossary key in a chapter',
    change: in_(layers, 'Term k="kernel"', 'Term k="kernl"'),
    at: { text: 'kernl' },
    says: /unknown glossary key "kernl": add it to content\/glossary\.yaml, or correct it/,
  },
  {
    what: 'an unknown glossary key in the glossary',
    change: in_('glossary.yaml', 'see: [stride]', 'see: [strides]'),
    at: { text: 'see: [strides]' },
    says: /unknown glossary key "strides" under see/,
  },
  {
    what: 'an unknown reference in a chapter',
    change: in_(layers, 'Cite k="lecun1998"', 'Cite k="lecun1989"'),
    at: { text: 'lecun1989' },
    says: /unknown reference "lecun1989": add it to content\/references\.bib, or correct it/,
  },
  {
    what: 'an unknown reference in the deck',
    change: in_('deck.yaml', 'refs: [lecun1998]', 'refs:\n        - lecun1989'),
    at: { text: '- lecun1989' },
    says: /unknown reference "lecun1989"/,
  },
  {
    what: 'an unknown notation key',
    change: in_(layers, 'Sym k="K"', 'Sym k="k"'),
    at: { text: 'Sym k="k"' },
    says: /unknown notation key "k": add it to content\/notation\.yaml, or correct it/,
  },
  {
    what: 'a tag that has no key',
    change: in_(layers, '<Sym k="K" />', '<Sym />'),
    at: { text: '<Sym />' },
    says: /<Sym> needs k="…", a key of content\/notation\.yaml/,
  },
  {
    what: 'a frontmatter id that differs from the folder',
    change: in_(kernels, 'id: kernels', 'id: kernel'),
    at: { text: 'id: kernel' },
    says: /frontmatter id "kernel" differs from its folder "kernels"/,
  },
];

const duplicates: Mistake[] = [
  {
    what: 'a card id used twice',
    change: in_(
      'deck.yaml',
      '- number: 2',
      '- { number: 4, id: layers, kind: short, prompt: Why?, answer: [So.], corrections: [] }\n- number: 2',
    ),
    at: { text: '- { number: 4' },
    says: /duplicate card id "layers": give one of the two another/,
  },
  {
    what: 'a card number used twice',
    change: in_('deck.yaml', 'number: 3', 'number: 2 # not 3'),
    at: { text: 'not 3' },
    says: /duplicate card number "2"/,
  },
  {
    what: 'a chapter that stands in the book twice',
    change: in_(
      'book.yaml',
      '      - id: saliency\n',
      '      - { id: layers, title: Again, why: Once more., after: [] }\n      - id: saliency\n',
    ),
    at: { text: '{ id: layers, title: Again' },
    says: /duplicate id "layers": a chapter stands in the book once/,
  },
  {
    what: 'a part id used twice',
    change: in_('book.yaml', '- id: uses', '- id: basics # again'),
    at: { text: '# again' },
    says: /duplicate part id "basics"/,
  },
  {
    what: 'a glossary id used twice',
    change: in_(
      'glossary.yaml',
      '- id: stride',
      '- { id: kernel, term: Kernel, definition: Again. }\n- id: stride',
    ),
    at: { text: 'Again.' },
    says: /duplicate glossary id "kernel"/,
  },
  {
    what: 'a notation id used twice',
    change: in_('notation.yaml', '- id: X', '- id: K # again'),
    at: { text: '# again' },
    says: /duplicate notation id "K"/,
  },
  {
    what: 'a reference key used twice',
    change: in_(
      'references.bib',
      '@article{odena2016',
      '@misc{lecun1998,\n  title = {Again}\n}\n\n@article{odena2016',
    ),
    at: { text: '@misc{lecun1998' },
    says: /duplicate reference "lecun1998": give one of the two another key/,
  },
  {
    what: 'a quiz item id used twice in the book',
    change: in_('chapters/kernels/quiz.yaml', 'id: ke-choice', 'id: la-choice'),
    at: { file: quiz, text: 'id: la-choice' },
    says: /duplicate quiz item id "la-choice": the quiz of kernels has it already/,
  },
  {
    what: 'a quiz item id used twice in one file',
    change: in_(quiz, 'id: la-order', 'id: la-truth # again'),
    at: { text: '# again' },
    says: /the id la-truth is used twice in this file/,
  },
  {
    what: 'an id that a heading of the chapter has',
    change: in_(layers, '<Boxed id="box-layer">', '<Boxed id="questions">'),
    also: [in_(layers, '; see [above](#box-layer)', '')],
    at: { text: 'id="questions"' },
    says: /duplicate id "questions": a heading or another tag of this chapter has it/,
  },
];

const formulas: Mistake[] = [
  {
    what: 'a formula in a chapter’s prose',
    change: in_(layers, '$\\Y$', '$\\Why$'),
    at: { text: '\\Why' },
    says: /formula does not parse: Undefined control sequence: \\Why/,
  },
  {
    what: 'a line of a displayed formula',
    change: in_(layers, '\\Y = \\X \\star \\K', '\\Y =\n\\X \\stra \\K'),
    at: { text: '\\stra' },
    says: /formula does not parse: Undefined control sequence: \\stra/,
  },
  {
    what: 'a formula in the deck',
    change: in_('deck.yaml', 'an input $x$', 'an input $\\frac{1}$'),
    at: { text: '\\frac{1}' },
    says: /formula does not parse: /,
  },
  {
    what: 'a formula in a note to an answer',
    change: in_('deck.yaml', 'See the [glossary]', 'With $x_$ see the [glossary]'),
    at: { text: 'answerNote' },
    says: /formula does not parse: /,
  },
  {
    what: 'a formula in the glossary',
    change: in_('glossary.yaml', '$K$', '$K_{$'),
    at: { text: '$K_{$' },
    says: /formula does not parse: /,
  },
  {
    what: 'a symbol of the notation',
    change: in_('notation.yaml', "symbol: '\\X'", "symbol: '\\Why'"),
    at: { text: "'\\Why'" },
    says: /formula does not parse: Undefined control sequence: \\Why/,
  },
  {
    what: 'a rule of the notation',
    change: in_('notation.yaml', '\\hat y', '\\hatt y'),
    at: { text: '\\hatt' },
    says: /formula does not parse: /,
  },
  {
    what: 'a formula in a quiz',
    change: in_(quiz, 'Apply $\\K$.', 'Apply $\\Kernel$.'),
    at: { text: '\\Kernel' },
    says: /formula does not parse: Undefined control sequence: \\Kernel/,
  },
  {
    what: 'a dollar sign that closes nothing in a chapter',
    change: in_(kernels, 'has nine weights', 'has $9 weights'),
    at: { text: '$9' },
    says: /a dollar sign without its partner: close the formula, or write \\\$/,
  },
  {
    what: 'a dollar sign that closes nothing in YAML',
    change: in_('glossary.yaml', '$K$', '$K'),
    at: { text: '$K' },
    says: /a dollar sign without its partner/,
  },
  {
    what: 'a formula in an attribute, which is plain text',
    change: in_(layers, 'note="§2"', 'note="§2, $x$"'),
    at: { text: '§2, $x$' },
    says: /note="…" of <Cite> is plain text: a formula or link cannot stand there/,
  },
];

const links: Mistake[] = [
  {
    what: 'a dead link in a chapter',
    change: in_(layers, '(/cards/#saliency)', '(/cards#saliency)'),
    at: { text: '/cards#saliency' },
    says: /dead link "\/cards#saliency": no such page \(pages end with a slash/,
  },
  {
    what: 'a dead link in a tag',
    change: in_(kernels, 'nine weights', '<a href="/nowhere/">nine</a> weights'),
    at: { text: '/nowhere/' },
    says: /dead link "\/nowhere\/"/,
  },
  {
    what: 'a dead link of the reference kind',
    change: in_(kernels, '<Quiz />', '[a]: /nowhere/\n\nSee [there][a].\n\n<Quiz />'),
    at: { text: '[a]: /nowhere/' },
    says: /dead link "\/nowhere\/"/,
  },
  {
    what: 'a dead anchor in the same chapter',
    change: in_(layers, '(#box-layer)', '(#box)'),
    at: { text: '(#box)' },
    says: /dead anchor "#box": no heading or id there is called "box"/,
  },
  {
    what: 'a dead anchor in another chapter',
    change: in_(kernels, '/#what-a-layer-does', '/#what-layers-do'),
    at: { text: '#what-layers-do' },
    says: /dead anchor "\/chapters\/layers\/#what-layers-do": no heading or id there/,
  },
  {
    what: 'a dead anchor in the glossary',
    change: in_('deck.yaml', '/glossary/#kernel', '/glossary/#kernels'),
    at: { text: 'answerNote' },
    says: /dead anchor "\/glossary\/#kernels"/,
  },
  {
    what: 'a correction that no card has',
    change: in_(layers, '/cards/#saliency', '/corrections/#saliency'),
    at: { text: '/corrections/#saliency' },
    says: /dead anchor "\/corrections\/#saliency"/,
  },
  {
    what: 'a link to a chapter in preparation',
    change: in_(layers, '/cards/#saliency', '/chapters/saliency/#map'),
    at: { text: '/chapters/saliency/#map' },
    says: /that chapter is in preparation; link to "\/cards\/#saliency" instead/,
  },
  {
    what: 'a section of a quiz item that no heading has',
    change: in_(quiz, 'output-size', 'output-size # below'),
    also: [
      in_(
        'chapters/kernels/quiz.yaml',
        'section: card\n    difficulty',
        'section: cart\n    difficulty',
      ),
    ],
    at: { file: 'chapters/kernels/quiz.yaml', text: 'section: cart' },
    says: /dead anchor "#cart": no heading or id there is called "cart"/,
  },
  {
    what: 'a section of an option in a chapter in preparation',
    change: in_(
      quiz,
      '        section: /chapters/kernels/#the-size',
      '        section: /chapters/saliency/#map',
    ),
    at: { text: '/chapters/saliency/#map' },
    says: /that chapter is in preparation/,
  },
  {
    what: 'a dead link in the feedback of a quiz item',
    change: in_(quiz, '[there](#what-a-layer-does)', '[there](#the-size)'),
    at: { text: '(#the-size)' },
    says: /dead anchor "#the-size"/,
  },
];

const syntax: Mistake[] = [
  {
    what: 'bad YAML in the deck',
    change: in_('deck.yaml', 'prompt: A kernel is', 'prompt: `A` kernel is'),
    at: { text: '`A`' },
    says: /not valid YAML: Plain value cannot start with reserved character/,
  },
  {
    what: 'bad YAML in the glossary',
    change: in_('glossary.yaml', 'term: Stride', 'term: Stride: step'),
    at: { text: 'term: Stride: step' },
    says: /not valid YAML: Nested mappings are not allowed in compact mappings/,
  },
  {
    what: 'a key written twice',
    change: in_('notation.yaml', 'meaning: the kernel', 'meaning: the kernel\n    meaning: again'),
    at: { text: 'meaning: again' },
    says: /not valid YAML: Map keys must be unique/,
  },
  {
    what: 'bad YAML in a quiz',
    change: in_(quiz, 'accept: [shared]', 'accept: [shared'),
    at: { text: 'options: [shared, private]' },
    says: /not valid YAML: /,
  },
  {
    what: 'bad BibTeX',
    change: in_('references.bib', 'Distill},\n', 'Distill}\n'),
    at: { text: 'year = {2016}' },
    says: /not valid BibTeX: /,
  },
  {
    what: 'a field that is missing',
    change: in_('glossary.yaml', '  term: Stride\n', ''),
    at: { text: '- id: stride' },
    says: /1\.term is missing/,
  },
  {
    what: 'a field that nobody knows',
    change: in_('deck.yaml', 'truth: false', 'truth: false\n  trust: false'),
    at: { text: 'trust: false' },
    says: /2\.trust: unknown key; remove it or correct its spelling/,
  },
  {
    what: 'a field of the wrong kind',
    change: in_('deck.yaml', 'kind: cloze', 'kind: gaps'),
    at: { text: 'kind: gaps' },
    says: /1\.kind: .*"cloze"/,
  },
  {
    what: 'an id that is not in kebab-case',
    change: in_('glossary.yaml', '- id: stride', '- id: Stride'),
    at: { text: '- id: Stride' },
    says: /1\.id: expected an id in kebab-case, such as "receptive-field"/,
  },
  {
    what: 'bad MDX',
    change: in_(kernels, 'has nine weights', 'has <nine weights'),
    at: { text: '<nine' },
    says: /not valid MDX: /,
  },
  {
    what: 'a tag that is never closed',
    change: in_(kernels, '<Quiz />', '<Note>\n\n<Quiz />'),
    at: { text: '<Note>' },
    says: /not valid MDX: .*<Note>/,
  },
  {
    what: 'a chapter without frontmatter',
    change: in_(kernels, '---\nid: kernels', '{/* none */}\n\n---\nid: kernels'),
    at: { text: '{/* none */}' },
    says: /a chapter begins with frontmatter: id, title, question, summary between ---/,
  },
  {
    what: 'bad YAML in frontmatter',
    change: in_(kernels, 'title: Kernels', 'title: Kernels: small'),
    at: { text: 'title: Kernels: small' },
    says: /not valid YAML: /,
  },
  {
    what: 'frontmatter that lacks a field',
    change: in_(kernels, 'question: What is a kernel?\n', ''),
    at: { text: 'id: kernels' },
    says: /question is missing/,
  },
  {
    what: 'frontmatter with a field that nobody knows',
    change: in_(kernels, 'title: Kernels', 'title: Kernels\nsubtitle: Small'),
    at: { text: 'subtitle: Small' },
    says: /subtitle: unknown key/,
  },
  {
    what: 'a summary that search results would cut off',
    change: in_(
      kernels,
      'A kernel is a small array',
      `A kernel is ${'a very '.repeat(30)}small array`,
    ),
    at: { text: 'summary:' },
    says: /summary: a summary has at most 160 characters/,
  },
];

const quizzes: Mistake[] = [
  {
    what: 'a quiz item whose answer is not among its options',
    change: in_(quiz, '        correct: true', '        feedback: This one.'),
    at: { text: 'options:\n' },
    says: /the answer is not among the options: mark exactly one with correct: true/,
  },
  {
    what: 'a choice with two answers',
    change: in_(quiz, 'feedback: Each row has three.', 'correct: true'),
    at: { text: 'options:\n' },
    says: /2 options are marked correct; a choice has exactly one/,
  },
  {
    what: 'a blank whose answer is not among its options',
    change: in_(quiz, 'options: [shared, private]', 'options: [common, private]'),
    at: { text: 'accept: [shared]' },
    says: /the answer “shared” is not among the options of \{\{how\}\}/,
  },
  {
    what: 'a wrong option without feedback',
    change: in_(quiz, '        feedback: Each row has three.\n', ''),
    at: { text: '- text: three, as' },
    says: /has no feedback; say what is wrong with it/,
  },
  {
    what: 'a generator that does not exist',
    change: in_(quiz, 'generated: output-size', 'generated: output-sizes'),
    at: { text: 'output-sizes' },
    says: /unknown generator "output-sizes"; there are: output-size, /,
  },
  {
    what: 'a blank that is not described',
    change: in_(quiz, 'is {{how}}.', 'is {{how}} {{what}}.'),
    at: { text: '{{what}}' },
    says: /the blank \{\{what\}\} is not described under blanks/,
  },
  {
    what: 'an item of no known kind',
    change: in_(quiz, 'kind: order', 'kind: sorting'),
    at: { text: 'kind: sorting' },
    says: /items\.5\.kind: .*Expected 'truefalse' \| 'choice'/,
  },
  {
    what: 'an item that lacks its prompt',
    change: in_(quiz, '    prompt: A kernel is shared.\n', ''),
    at: { text: '- id: la-truth' },
    says: /items\.0\.prompt is missing/,
  },
  {
    what: 'a quiz that has no place in its chapter',
    change: in_(kernels, '<Quiz />\n', ''),
    at: { text: '---\nid: kernels' },
    says: /the quiz has no place in the chapter: put <Quiz \/> near its end/,
  },
];

describe('the sound book', () => {
  test('has no problems', () => expect(checkContent(soundBook)).toEqual([]));
});

describe.each([
  ['a key', keys],
  ['a duplicate', duplicates],
  ['a formula', formulas],
  ['a link', links],
  ['syntax', syntax],
  ['a quiz', quizzes],
])('of %s, the build stops at', (_, mistakes) => {
  test.each(mistakes)('$what', ({ change, also = [], at, says }) => {
    withCopy([change, ...also], (root) => {
      const file = at.file ?? change.file;
      const line = lineIn(root, file, at.text);
      const message = expect.stringMatching(says);
      expect(checkContent(root)).toEqual([{ file: `content/${file}`, line, message }]);
    });
  });
});

describe('of files, the build stops at', () => {
  const problemsOf = (change: (root: string) => void) =>
    withCopy([], (root) => {
      change(root);
      return checkContent(root);
    });

  test.each(['book.yaml', 'deck.yaml', 'glossary.yaml', 'notation.yaml', 'references.bib'])(
    '%s missing',
    (file) => {
      const problem = { file: `content/${file}`, line: 1, message: 'the file is missing' };
      expect(problemsOf((root) => removeFrom(root, file))).toEqual([problem]);
    },
  );

  test('a chapter’s folder that no card is called after', () => {
    const problems = withCopy(
      [in_(layers, '(/chapters/kernels/#the-size)', '(/cards/)')],
      (root) => {
        moveIn(root, 'chapters/layers', 'chapters/layer');
        return checkContent(root).filter(({ file }) => file.startsWith('content/chapters/layer/'));
      },
    );
    const message = 'unknown card "layer": name the folder of a chapter after a card of deck.yaml';
    expect(problems).toEqual([{ file: 'content/chapters/layer/index.mdx', line: 1, message }]);
  });

  test('a written chapter without a quiz', () => {
    const message = 'this chapter has no quiz: write its quiz.yaml in the same folder';
    expect(problemsOf((root) => removeFrom(root, quiz))).toEqual([
      { file: `content/${layers}`, line: 1, message },
    ]);
  });

  test('a quiz without a chapter', () => {
    const problems = problemsOf((root) => moveIn(root, quiz, 'chapters/saliency/quiz.yaml'));
    expect(problems).toContainEqual({
      file: 'content/chapters/saliency/quiz.yaml',
      line: 1,
      message: 'a quiz without a chapter: write index.mdx in the same folder',
    });
  });
});

describe('of weak quizzes, the build stops at', () => {
  test('too few items, too few kinds and none of them numeric', () => {
    withCopy([], (root) => {
      keepItems(root, quiz, 2);
      expect(checkContent(root)).toEqual(
        [
          'expected at least 8 items, found 2',
          'expected at least 3 kinds of item, found truefalse, choice',
          'expected at least one numeric item, found none',
        ].map((message) => ({ file: `content/${quiz}`, line: 1, message })),
      );
    });
  });

  test('right options that are the longest, each at its item', () => {
    const longer = in_(quiz, '- text: nine\n', '- text: nine, for there are three rows of three\n');
    withCopy([longer], (root) => {
      const line = lineIn(root, quiz, 'id: la-choice');
      const message = expect.stringContaining('the right option is the longest, as in 1 of 2');
      expect(checkContent(root)).toEqual([{ file: `content/${quiz}`, line, message }]);
    });
  });
});
