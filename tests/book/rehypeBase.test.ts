import type { Root } from 'hast';
import { expect, test } from 'vitest';
import { rehypeBase } from '../../src/book/rehypeBase.ts';

/** What becomes of an address under the base path /book/. */
function rebased(href: string): unknown {
  const tree: Root = {
    type: 'root',
    children: [{ type: 'element', tagName: 'a', properties: { href }, children: [] }],
  };
  rehypeBase({ base: '/book/' })(tree);
  const [link] = tree.children;
  return link?.type === 'element' ? link.properties['href'] : undefined;
}

test('the base path is put before root-relative addresses, and before no others', () => {
  expect(rebased('/glossary/#stride')).toBe('/book/glossary/#stride');
  for (const href of ['#stride', 'https://x.org/a', '//x.org/a', 'mailto:a@x.org']) {
    expect(rebased(href)).toBe(href);
  }
});

test('it is put into a link that was written as a tag, too', () => {
  const href = { type: 'mdxJsxAttribute' as const, name: 'href', value: '/about/' };
  const link = {
    type: 'mdxJsxTextElement' as const,
    name: 'a',
    attributes: [href],
    children: [],
  };
  rehypeBase({ base: '/book/' })({ type: 'root', children: [link] });
  expect(href.value).toBe('/book/about/');
});
