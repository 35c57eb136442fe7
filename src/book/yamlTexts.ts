import type { Problem } from './contentError.ts';
import { linkProblem } from './links.ts';
import type { Book } from './inspectBook.ts';
import { formulaProblems, linksOf } from './markdownTexts.ts';
import { mathProblem } from './math.ts';
import type { Card, GlossaryEntry, NotationFile } from './schemas.ts';
import type { YamlFile } from './yamlFile.ts';

/** The files whose texts are Markdown. */
export interface TextFiles {
  deck: YamlFile<Card[]>;
  glossary: YamlFile<GlossaryEntry[]>;
  notation: YamlFile<NotationFile>;
}

interface Place {
  file: YamlFile<unknown>;
  path: PropertyKey[];
  text: string;
}

/** Every Markdown text of the YAML files, and where it stands. */
function* textsOf({ deck, glossary, notation }: TextFiles): Generator<Place> {
  for (const [i, card] of (deck.data ?? []).entries()) {
    yield { file: deck, path: [i, 'prompt'], text: card.prompt };
    for (const [j, text] of card.answer.entries()) {
      yield { file: deck, path: [i, 'answer', j], text };
    }
    if (card.answerNote) yield { file: deck, path: [i, 'answerNote'], text: card.answerNote };
    for (const [j, { text }] of card.corrections.entries()) {
      yield { file: deck, path: [i, 'corrections', j, 'text'], text };
    }
  }
  for (const [i, { definition }] of (glossary.data ?? []).entries()) {
    yield { file: glossary, path: [i, 'definition'], text: definition };
  }
  for (const [i, { meaning, shape }] of (notation.data?.symbols ?? []).entries()) {
    yield { file: notation, path: ['symbols', i, 'meaning'], text: meaning };
    if (shape) yield { file: notation, path: ['symbols', i, 'shape'], text: shape };
  }
  for (const [i, text] of (notation.data?.rules ?? []).entries()) {
    yield { file: notation, path: ['rules', i], text };
  }
}

const problemAt = ({ file, path }: Omit<Place, 'text'>, message: string): Problem => ({
  file: file.file,
  line: file.lineOf(path),
  message,
});

/** Formulas in the YAML files that KaTeX does not parse, each at its line. */
export function findFormulaProblems(files: TextFiles): Problem[] {
  const { notation } = files;
  const symbols = (notation.data?.symbols ?? []).flatMap(({ symbol }, i) => {
    const problem = mathProblem(symbol, false);
    const path = ['symbols', i, 'symbol'];
    return problem ? [problemAt({ file: notation, path }, problem.message)] : [];
  });
  const inTexts = [...textsOf(files)].flatMap((place) =>
    formulaProblems(place.text).map((message) => problemAt(place, message)),
  );
  return [...symbols, ...inTexts];
}

/** Links in the YAML files that lead nowhere. Their texts appear on many pages, so none is `own`. */
export function findLinkProblems(files: TextFiles, book: Book): Problem[] {
  return [...textsOf(files)].flatMap((place) =>
    linksOf(place.text).flatMap((link) => {
      const message = linkProblem(book, new Set(), link);
      return message ? [problemAt(place, message)] : [];
    }),
  );
}
