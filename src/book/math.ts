import katex, { type TrustContext } from 'katex';
import { macros } from './macros.ts';
import { roles } from './roles.ts';

/** The author's macros as KaTeX takes them. */
const katexMacros = Object.fromEntries(
  Object.entries(macros).map(([name, { tex, role }]) => [
    name,
    role === undefined ? tex : `\\htmlData{role=${role}}{${tex}}`,
  ]),
);

const roleNames: readonly string[] = roles;

/** Lets the role macros through. KaTeX would show any other such command in red, and build on. */
function trust(context: TrustContext): boolean {
  if (context.command === '\\htmlData') {
    const { 'data-role': role, ...others } = context.attributes;
    if (role !== undefined && roleNames.includes(role) && Object.keys(others).length === 0) {
      return true;
    }
  }
  throw new Error(`${context.command} is not allowed; for colour there are \\kernelof and its kin`);
}

/**
 * Renders TeX to HTML with MathML beside it for screen readers.
 * Throws on anything KaTeX doesn't fully understand, and on commands that make HTML of their own.
 */
export function renderMath(tex: string, displayMode: boolean): string {
  return katex.renderToString(tex, {
    displayMode,
    throwOnError: true,
    strict: (code: string) => (code === 'htmlExtension' ? 'ignore' : 'error'),
    trust,
    macros: { ...katexMacros },
  });
}

/** What is wrong with a formula, and after how many of its characters; or `undefined`. */
export function mathProblem(
  tex: string,
  displayMode: boolean,
): { message: string; position: number } | undefined {
  try {
    renderMath(tex, displayMode);
    return undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const reason = message.replace(/^KaTeX parse error:\s*/, '').replace(/\s+/g, ' ');
    const position = error instanceof katex.ParseError ? error.position : undefined;
    return { message: `formula does not parse: ${reason}`, position: position ?? 0 };
  }
}
