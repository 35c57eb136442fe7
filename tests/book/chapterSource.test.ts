import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readChapterSource } from '../../src/book/chapterSource.ts';

const root = mkdtempSync(join(tmpdir(), 'chapter-'));
afterAll(() => rmSync(root, { recursive: true }));

const frontmatter = `---
title: A chapter
id: a-chapter
question: Why?
summary: So.
---
`;

/** Reads a chapter of which `body` follows six lines of frontmatter. */
function read(body: string) {
  const path = join(root, 'index.mdx');
  writeFileSync(path, frontmatter + body);
  return readChapterSource(root, path);
}

describe('of a chapter’s source the book knows', () => {
  test('the frontmatter, with its defaults and the line of the id', () =>
    expect(read('').frontmatter).toEqual({
      value: { title: 'A chapter', id: 'a-chapter', question: 'Why?', summary: 'So.', aliases: [] },
      line: 3,
    }));

  test('the headings with the slugs that the page gives them', () => {
    const slugs = read(
      '## Stride: zeros, not *interpolation*\n\n## In `code`\n\n## In `code`\n',
    ).headings.map(({ value }) => value.slug);
    expect(slugs).toEqual(['stride-zeros-not-interpolation', 'in-code', 'in-code-1']);
  });

  test('headings in a tag, and that a formula is no part of a slug', () => {
    const { headings } = read('<Note>\n\n### The size of $\\K$ here\n\n</Note>\n');
    expect(headings).toEqual([
      { value: { depth: 3, text: 'The size of  here', slug: 'the-size-of--here' }, line: 9 },
    ]);
  });

  test('the words of prose, without code and formulas', () => {
    expect(read('One two, three $x$ – 4 `code` [five](/cards/).\n').words).toBe(4);
    expect(read('```js\nlet x = 1;\n```\n\n$$\nx\n$$\n').words).toBe(0);
    expect(read('<Note>One *two*</Note>\n').words).toBe(2);
  });

  test('the tags with their text attributes, wherever they stand', () => {
    const { tags } = read('A <Term k="stride">stride</Term>.\n\n<Demo name="a/B" on={1} />\n');
    expect(tags).toEqual([
      { value: { name: 'Term', attributes: { k: 'stride' } }, line: 7 },
      { value: { name: 'Demo', attributes: { name: 'a/B' } }, line: 9 },
    ]);
  });

  test('the links of every kind', () => {
    const { links } = read('[a](/a/) <a href="/b/">b</a> [c][c]\n\n[c]: /c/\n\n`[d](/d/)`\n');
    expect(links).toEqual([
      { value: '/a/', line: 7 },
      { value: '/b/', line: 7 },
      { value: '/c/', line: 9 },
    ]);
  });

  test('the formulas, each with the line of its TeX', () => {
    const { formulas } = read('So $x$\nand $y$:\n\n$$\nz\n$$\n');
    expect(formulas).toEqual([
      { value: { tex: 'x', display: false }, line: 7 },
      { value: { tex: 'y', display: false }, line: 8 },
      { value: { tex: 'z', display: true }, line: 11 },
    ]);
  });

  test('that an escaped dollar sign is money', () => {
    expect(read('It costs \\$5 or \\$6.\n')).toMatchObject({ formulas: [], problems: [] });
    expect(read('It costs $5.\n').problems).toHaveLength(1);
  });
});
