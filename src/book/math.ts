import katex from 'katex';
import type { Role } from './roles.ts';

const inRole = (role: Role, tex: string) => `\\htmlData{role=${role}}{${tex}}`;

/** The author's macros. A quantity with a role is always written through its macro. */
const macros: Record<string, string> = {
  '\\R': '\\mathbb{R}',
  '\\X': inRole('input', 'X'),
  '\\x': inRole('input', 'x'),
  '\\K': inRole('kernel', 'K'),
  '\\Y': inRole('output', 'Y'),
  '\\G': inRole('upstream', 'G'),
  '\\pred': inRole('prediction', '#1'),
  '\\inputof': inRole('input', '#1'),
  '\\kernelof': inRole('kernel', '#1'),
  '\\outputof': inRole('output', '#1'),
  '\\upstream': inRole('upstream', '#1'),
  '\\dK': inRole('kernel', '\\frac{\\partial L}{\\partial K}'),
  '\\dX': inRole('input', '\\frac{\\partial L}{\\partial X}'),
};

/**
 * Renders TeX to HTML with MathML beside it for screen readers.
 * Throws `katex.ParseError` on anything KaTeX doesn't fully understand.
 */
export function renderMath(tex: string, displayMode: boolean): string {
  return katex.renderToString(tex, {
    displayMode,
    throwOnError: true,
    strict: (code: string) => (code === 'htmlExtension' ? 'ignore' : 'error'),
    trust: ({ command }: { command: string }) => command === '\\htmlData',
    macros: { ...macros },
  });
}

/** What is wrong with a formula, or `undefined` if it parses. */
export function mathProblem(tex: string, displayMode: boolean): string | undefined {
  try {
    renderMath(tex, displayMode);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
