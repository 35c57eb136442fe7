import { macros } from './macros.ts';

/** A control word or symbol, or one character. */
const token = /\\(?:[A-Za-z]+|[\s\S])|[\s\S]/gu;

/**
 * A formula without the author's macros and colours, for readers that know neither: Anki's MathJax,
 * a spreadsheet. What a macro stands for is kept together by braces, so that powers, indices and
 * arguments belong to the same things as before. Throws if a macro's argument is missing.
 */
export function plainTex(tex: string): string {
  return join(expand(tex.match(token) ?? []));
}

function expand(tokens: readonly string[]): string[] {
  const plain: string[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const name = tokens[index] ?? '';
    const macro = Object.hasOwn(macros, name) ? macros[name] : undefined;
    if (macro?.tex === '#1') {
      const argument = argumentAfter(tokens, index);
      plain.push(...grouped(expand(argument.tokens)));
      index = argument.last;
    } else if (macro) {
      plain.push(...grouped(macro.tex.match(token) ?? []));
    } else if (name === '\\htmlData') {
      const attributes = argumentAfter(tokens, index);
      const argument = argumentAfter(tokens, attributes.last);
      plain.push(...grouped(expand(argument.tokens)));
      index = argument.last;
    } else plain.push(name);
  }
  return plain;
}

/** The argument of the command at `index`: what its braces hold, or the next token. */
function argumentAfter(
  tokens: readonly string[],
  index: number,
): { tokens: readonly string[]; last: number } {
  const command = tokens[index] ?? '';
  let first = index + 1;
  while (/^\s$/.test(tokens[first] ?? '')) first += 1;
  let depth = 0;
  for (let last = first; last < tokens.length; last++) {
    if (tokens[last] === '{') depth += 1;
    if (tokens[last] === '}') depth -= 1;
    if (depth < 0) break;
    if (depth > 0) continue;
    const braced = last > first;
    return { tokens: tokens.slice(braced ? first + 1 : first, braced ? last : last + 1), last };
  }
  throw new Error(`${command} has no argument in the formula ${join(tokens)}`);
}

/** A single character needs no braces. */
const grouped = (tokens: readonly string[]) =>
  tokens.length === 1 && tokens[0]?.length === 1 ? tokens : ['{', ...tokens, '}'];

/** A letter must not become part of the control word before it. */
const join = (tokens: readonly string[]) =>
  tokens.reduce(
    (tex, next) =>
      /^[A-Za-z]/.test(next) && /(?<!\\)(?:\\\\)*\\[A-Za-z]+$/.test(tex)
        ? `${tex} ${next}`
        : tex + next,
    '',
  );
