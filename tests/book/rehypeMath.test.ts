import { describe, expect, test } from 'vitest';
import { renderInline } from '#book/markdown.ts';

describe('punctuation after a formula', () => {
  test('stays on the line of a short formula, and is there once', () => {
    const html = renderInline('The shape of $G$, and no more.');
    expect(html).toMatch(
      /<span class="glued"><span class="katex">.*<\/span>,<\/span> and no more\.$/,
    );
    expect(html.match(/,/g)).toHaveLength(1);
  });

  test('is left alone after a formula that may have to break', () => {
    const html = renderInline(`$${'a+'.repeat(30)}b$, and more`);
    expect(html).not.toContain('glued');
  });
});
