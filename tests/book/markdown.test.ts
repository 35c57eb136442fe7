import { describe, expect, test } from 'vitest';
import { plainText, renderInline, renderMarkdown } from '../../src/book/markdown.ts';

describe('Markdown of the YAML files', () => {
  test('has paragraphs, emphasis, code and lists', () => {
    expect(renderMarkdown('A *small* `k`.\n\nB.')).toBe(
      '<p>A <em>small</em> <code>k</code>.</p>\n<p>B.</p>',
    );
    expect(renderMarkdown('- a\n- b')).toContain('<li>a</li>');
  });

  test('has formulas, with their roles', () => {
    const html = renderMarkdown('The gradient $\\dK$.');
    expect(html).toMatch(
      /^<p>The gradient <span class="glued"><span class="katex">.*data-role="kernel".*<\/span>\.<\/span><\/p>$/,
    );
    expect(renderMarkdown('$$\nx\n$$')).toContain('<div class="math-display">');
  });

  test('has gaps, which are read aloud, and which are no emphasis', () => {
    const gap = '<span class="gap"><span class="visually-hidden">blank</span></span>';
    expect(renderInline('A ____ is a ____.')).toBe(`A ${gap} is a ${gap}.`);
    expect(renderInline('____')).toBe(gap);
  });

  test('has curved quotes, dashes and ellipses, but not in code and formulas', () => {
    expect(renderInline('"a" isn\'t `"b"`')).toBe('“a” isn’t <code>"b"</code>');
    expect(renderInline("$f'$")).toContain('>f&#x27;</annotation>');
    expect(renderInline('a...')).toBe('a…');
  });

  test('has links', () =>
    expect(renderInline('[a](https://x.org)')).toBe('<a href="https://x.org">a</a>'));

  test('drops raw HTML', () =>
    expect(renderMarkdown('a <b onclick="x()">c</b>\n\n<script>x()</script>')).toBe('<p>a c</p>'));

  test('as a phrase stands without its paragraph', () => {
    expect(renderInline('a *b*\n')).toBe('a <em>b</em>');
  });

  test('does not render a formula that does not parse', () =>
    expect(() => renderMarkdown('$\\stra$')).toThrow('formula does not parse'));
});

describe('Markdown as plain words', () => {
  test('has no marks, and its links without their addresses', () =>
    expect(plainText('*a* **b** `c` [d](/e/)')).toBe('a b c d'));

  test('keeps the TeX of formulas whole', () =>
    expect(plainText('has $C_{out}\\cdot K_1^*$ weights')).toBe('has C_{out}\\cdot K_1^* weights'));

  test('keeps underscores that mean none, and gaps', () => {
    expect(plainText('conv2d_weight')).toBe('conv2d_weight');
    expect(plainText('A ____ is shared.')).toBe('A ____ is shared.');
  });

  test('is one line', () => expect(plainText('a\nb\n\nc')).toBe('a b c'));
});
