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

  test('stays on the line of a long formula’s last part, which may break before it', () => {
    const html = renderInline(`$${'a+'.repeat(30)}b$, and more`);
    expect(html).toMatch(
      /<span class="glued"><span class="katex"><span class="katex-html" aria-hidden="true"><span class="katex-base">(?:(?!katex-base).)*<\/span>,<\/span> and more$/,
    );
    expect(html.match(/<math/g)).toHaveLength(1);
    expect(html.match(/katex-base/g)).toHaveLength(31);
    expect(html.match(/<span/g)).toHaveLength(html.match(/<\/span>/g)?.length ?? 0);
  });
});

describe('a bracket before a formula', () => {
  test('stays on the line of a short one, whole', () => {
    const html = renderInline('An image (of $c$ channels, $n$) of them ($H$).');
    expect(html).toMatch(/^An image \(of <span class="katex">/);
    expect(html).toMatch(/them <span class="glued">\(<span class="katex">.*<\/span>\)\.<\/span>$/);
  });

  test('stays on the line of a long formula’s first part', () => {
    const html = renderInline(`Here ($${'a+'.repeat(30)}b$), and more`);
    expect(html).toMatch(/^Here <span class="glued">\(<span class="katex">/);
    expect(html).toMatch(/<\/span>\),<\/span> and more$/);
    expect(html.match(/katex-base/g)).toHaveLength(31);
    expect(html.match(/<span/g)).toHaveLength(html.match(/<\/span>/g)?.length ?? 0);
  });
});
