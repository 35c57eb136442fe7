/** A piece of a cloze text: Markdown as it stands, or the name of a blank. */
export type ClozePart = { text: string } | { blank: string };

const mathematics = /(\$\$[\s\S]*?\$\$|\$[^$]*\$)/;
const blank = /\{\{\s*([A-Za-z][A-Za-z0-9_-]*)\s*\}\}/g;

/**
 * Splits a cloze text at its blanks, `{{name}}`. Double braces inside a formula belong to TeX
 * (`\frac{{a}}{b}`) and are left alone.
 */
export function splitCloze(text: string): ClozePart[] {
  const parts: ClozePart[] = [];
  const addText = (piece: string): void => {
    if (piece === '') return;
    const last = parts.at(-1);
    if (last !== undefined && 'text' in last) last.text += piece;
    else parts.push({ text: piece });
  };
  for (const [index, piece] of text.split(mathematics).entries()) {
    if (index % 2 === 1) {
      addText(piece);
      continue;
    }
    let from = 0;
    for (const match of piece.matchAll(blank)) {
      addText(piece.slice(from, match.index));
      parts.push({ blank: match[1] ?? '' });
      from = match.index + match[0].length;
    }
    addText(piece.slice(from));
  }
  return parts;
}

/** The names of the blanks of a cloze text, in order, repeated where the text repeats them. */
export function clozeBlanks(text: string): string[] {
  return splitCloze(text).flatMap((part) => ('blank' in part ? [part.blank] : []));
}
