import { describe, expect, test } from 'vitest';
import { mathProblem, renderMath } from '../../src/book/math.ts';

/** The parts of a formula that have a role: the role, and what is seen of it. */
function rolesOf(tex: string): string[] {
  const html = renderMath(tex, false);
  return [...html.matchAll(/<span[^>]* data-role="(\w+)"/g)].map((match) => match[1] ?? '');
}

describe('a formula', () => {
  test.each([
    ['\\X', 'input'],
    ['\\x', 'input'],
    ['\\K', 'kernel'],
    ['\\Y', 'output'],
    ['\\G', 'upstream'],
    ['\\dK', 'kernel'],
    ['\\dX', 'input'],
    ['\\pred{\\hat y}', 'prediction'],
    ['\\inputof{u+1}', 'input'],
    ['\\kernelof{W}', 'kernel'],
    ['\\outputof{z}', 'output'],
    ['\\upstream{g}', 'upstream'],
  ])('colours %s as %s', (tex, role) => expect(rolesOf(tex)).toEqual([role]));

  test('may have several roles, and none by default', () => {
    expect(rolesOf('\\Y=\\X\\star\\K+b')).toEqual(['output', 'input', 'kernel']);
    expect(rolesOf('Y=X')).toEqual([]);
  });

  test('keeps its MathML for screen readers, and its TeX', () => {
    const html = renderMath('\\R^2', false);
    expect(html).toContain('<math xmlns="http://www.w3.org/1998/Math/MathML">');
    expect(html).toContain('<annotation encoding="application/x-tex">\\R^2</annotation>');
  });

  test('is a block where it is displayed', () => {
    expect(renderMath('x', true)).toContain('katex-display');
    expect(renderMath('x', false)).not.toContain('katex-display');
  });

  test('leaves no definition behind for the next one', () => {
    expect(mathProblem('\\gdef\\mine{x}\\mine', false)).toBeUndefined();
    expect(mathProblem('\\mine', false)?.message).toContain('Undefined control sequence: \\mine');
  });
});

describe('a formula is refused', () => {
  test.each([
    '\\htmlClass{note}{x}',
    '\\htmlId{top}{x}',
    '\\htmlStyle{color: red}{x}',
    '\\htmlData{tip=secret}{x}',
    '\\htmlData{role=nobody}{x}',
    '\\htmlData{role=kernel, tip=secret}{x}',
    '\\href{https://example.org}{x}',
    '\\url{https://example.org}',
    '\\includegraphics{https://example.org/a.png}',
  ])('with %s in it', (tex) => {
    const command = /^\\\w+/.exec(tex)?.[0] ?? '';
    expect(() => renderMath(tex, false)).toThrow(`${command} is not allowed`);
  });

  test('if a command does not exist or a brace is open', () => {
    expect(mathProblem('a+\\stra', false)).toMatchObject({
      message: expect.stringContaining('Undefined control sequence: \\stra'),
      position: 2,
    });
    expect(mathProblem('\\frac{1', false)?.message).toMatch(/^formula does not parse: /);
  });

  test('if LaTeX would not take it, though KaTeX could', () =>
    expect(mathProblem('x \\text{é} é', false)?.message).toMatch(/unicodeTextInMathMode/));
});
