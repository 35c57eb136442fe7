import rehypeStringify from 'rehype-stringify';
import remarkMath from 'remark-math';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { rehypeMath } from './rehypeMath.ts';

const toHtml = unified()
  .use(remarkParse)
  .use(remarkMath)
  .use(remarkRehype)
  .use(rehypeMath, { as: 'raw' })
  .use(rehypeStringify, { allowDangerousHtml: true })
  .freeze();

/** Markdown with formulas, from the YAML files, to HTML. Raw HTML in the source is dropped. */
export function renderMarkdown(markdown: string): string {
  return String(toHtml.processSync(markdown));
}

/** The same for a phrase: without the paragraph around it. */
export function renderInline(markdown: string): string {
  return renderMarkdown(markdown)
    .trim()
    .replace(/^<p>([\s\S]*)<\/p>$/, '$1');
}

/** Markdown as plain words, for search records and descriptions: formulas stay as TeX. */
export function plainText(markdown: string): string {
  return markdown.replace(/[*_`$]/g, '').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1');
}
