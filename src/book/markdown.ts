import { toString } from 'mdast-util-to-string';
import rehypeStringify from 'rehype-stringify';
import remarkMath from 'remark-math';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import remarkSmartypants from 'remark-smartypants';
import { unified } from 'unified';
import { href } from './href.ts';
import { rehypeBase } from './rehypeBase.ts';
import { rehypeMath } from './rehypeMath.ts';
import { rehypeUnits } from './rehypeUnits.ts';

const toHtml = unified()
  .use(remarkParse)
  .use(remarkMath)
  .use(remarkSmartypants)
  .use(remarkRehype)
  .use(rehypeUnits)
  .use(rehypeMath, { as: 'raw' })
  .use(rehypeBase, { base: href('/') })
  .use(rehypeStringify, { allowDangerousHtml: true })
  .freeze();

const toTree = unified().use(remarkParse).use(remarkMath).freeze();

/** Stands for the gap of a cloze card while Markdown, to which underscores mean emphasis, is read. */
const gapMark = '\uE000';
const gap = '<span class="gap"><span class="visually-hidden">blank</span></span>';

/** Markdown with formulas, from the YAML files, to HTML. Raw HTML in the source is dropped. */
export function renderMarkdown(markdown: string): string {
  return String(toHtml.processSync(markdown.replaceAll('____', gapMark))).replaceAll(gapMark, gap);
}

/** The same for a phrase: without the paragraph around it. */
export function renderInline(markdown: string): string {
  return renderMarkdown(markdown)
    .trim()
    .replace(/^<p>([\s\S]*)<\/p>$/, '$1');
}

/** Markdown as plain words, for search records and descriptions: formulas stay as TeX. */
export function plainText(markdown: string): string {
  const blocks = toTree.parse(markdown).children.map((block) => toString(block));
  return blocks.join(' ').replace(/\s+/g, ' ').trim();
}
