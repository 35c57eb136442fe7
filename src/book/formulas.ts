import type { Problem } from './contentError.ts';
import { mathProblem } from './math.ts';
import type { Card, GlossaryEntry, NotationFile } from './schemas.ts';
import type { YamlFile } from './yamlFile.ts';

type Path = PropertyKey[];

/** Formulas in the YAML files that KaTeX does not parse, each at its line. */
export function findFormulaProblems(
  deck: YamlFile<Card[]>,
  glossary: YamlFile<GlossaryEntry[]>,
  notation: YamlFile<NotationFile>,
): Problem[] {
  const found: Problem[] = [];
  const check = (file: YamlFile<unknown>, path: Path, tex: string) => {
    const message = mathProblem(tex, false);
    if (message) {
      const line = file.lineOf(path);
      found.push({ file: file.file, line, message: `formula does not parse: ${message}` });
    }
  };
  const checkText = (file: YamlFile<unknown>, path: Path, text: string) => {
    for (const tex of inlineFormulas(text)) check(file, path, tex);
  };
  deck.data?.forEach((card, i) => {
    checkText(deck, [i, 'prompt'], card.prompt);
    card.answer.forEach((point, j) => checkText(deck, [i, 'answer', j], point));
    card.corrections.forEach(({ text }, j) => checkText(deck, [i, 'corrections', j], text));
  });
  glossary.data?.forEach((entry, i) => checkText(glossary, [i, 'definition'], entry.definition));
  notation.data?.symbols.forEach((entry, i) => {
    check(notation, ['symbols', i, 'symbol'], entry.symbol);
    checkText(notation, ['symbols', i, 'meaning'], entry.meaning);
    if (entry.shape) checkText(notation, ['symbols', i, 'shape'], entry.shape);
  });
  notation.data?.rules.forEach((rule, i) => checkText(notation, ['rules', i], rule));
  return found;
}

/** The TeX between dollar signs in a line of Markdown. */
export function inlineFormulas(markdown: string): string[] {
  return [...markdown.matchAll(/\$([^$]+)\$/g)].map((match) => match[1] ?? '');
}
