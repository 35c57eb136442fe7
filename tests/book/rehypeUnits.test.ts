import { expect, test } from 'vitest';
import { renderMarkdown } from '../../src/book/markdown.ts';

const nbsp = '\u00a0';

test('a number and its unit stay on one line', () => {
  expect(renderMarkdown('From 47 to 82 %, 2.7 × as long, *550 KiB*.')).toBe(
    `<p>From 47 to 82${nbsp}%, 2.7${nbsp}× as long, <em>550${nbsp}KiB</em>.</p>`,
  );
});

test('a symbol and its value stay on one line', () => {
  expect(renderMarkdown('At τ = 0.95, or K ≤ −2 of them')).toBe(
    `<p>At τ${nbsp}=${nbsp}0.95, or K${nbsp}≤${nbsp}−2 of them</p>`,
  );
  expect(renderMarkdown('here = 3, τ = all')).not.toContain(nbsp);
});

test('other words, code and formulas are left as they are', () => {
  expect(renderMarkdown('8 pxs, 3 percent, 12 msec')).not.toContain(nbsp);
  expect(renderMarkdown('`100 % 7`')).toBe('<p><code>100 % 7</code></p>');
  expect(renderMarkdown('$50\\ \\%$')).toContain(
    '<annotation encoding="application/x-tex">50\\ \\%',
  );
});
