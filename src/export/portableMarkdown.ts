import remarkMath from 'remark-math';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { plainTex } from '#book/plainTex.ts';

const parser = unified().use(remarkParse).use(remarkMath).freeze();

/**
 * Markdown of the book made fit to be read elsewhere: formulas without the author's macros, and
 * links with their whole address. `page` is the address of the page that the text belongs to.
 */
export function portableMarkdown(markdown: string, page: string, site: string): string {
  const changes: { start: number; end: number; text: string }[] = [];
  visit(parser.parse(markdown), (node) => {
    const start = node.position?.start.offset ?? 0;
    const end = node.position?.end.offset ?? 0;
    const written = markdown.slice(start, end);
    if (node.type === 'inlineMath' || node.type === 'math') {
      changes.push({ start, end, text: plainTex(written) });
    } else if (node.type === 'link' || node.type === 'definition') {
      const at = start + written.lastIndexOf(node.url);
      const text = wholeAddress(node.url, page, site);
      changes.push({ start: at, end: at + node.url.length, text });
    } else if (node.type === 'image') {
      throw new Error(`a picture cannot leave the book: ${written}`);
    }
  });
  // From the back, so that the places before stay where they are.
  return changes
    .sort((a, b) => b.start - a.start)
    .reduce(
      (text, change) => text.slice(0, change.start) + change.text + text.slice(change.end),
      markdown,
    );
}

/** The whole address of a link written on `page`: `#slug`, `/chapters/x/#slug`, or already whole. */
export function wholeAddress(link: string, page: string, site: string): string {
  return link.startsWith('/') ? new URL(link.slice(1), site).href : new URL(link, page).href;
}
