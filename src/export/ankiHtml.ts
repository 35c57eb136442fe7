import type { Root, RootContent } from 'hast';
import rehypeStringify from 'rehype-stringify';
import remarkMath from 'remark-math';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import remarkSmartypants from 'remark-smartypants';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { findMath } from '#book/rehypeMath.ts';
import { rehypeUnits } from '#book/rehypeUnits.ts';

const toHtml = unified()
  .use(remarkParse)
  .use(remarkMath)
  .use(remarkSmartypants)
  .use(remarkRehype)
  .use(rehypeUnits)
  .use(rehypeDelimiters)
  .use(rehypeStringify)
  .freeze();

/** Underscores mean emphasis to Markdown; a gap is more than that. */
const gapMark = '\uE000';

/** Portable Markdown as the HTML of a field of Anki, in which MathJax finds `\(…\)` and `\[…\]`. */
export function ankiHtml(markdown: string): string {
  const html = String(toHtml.processSync(markdown.replaceAll('____', gapMark)));
  return html.trim().replaceAll(gapMark, '<span class="gap">____</span>');
}

/** Formulas as text between Anki's own delimiters; what HTML would misread is escaped with the rest. */
function rehypeDelimiters() {
  return (tree: Root) => {
    visit(tree, 'element', (node, index, parent) => {
      const math = findMath(node);
      if (!math || !parent || index === undefined) return undefined;
      const tex = math.tex.trim();
      const value = math.display ? `\\[${tex}\\]` : `\\(${tex}\\)`;
      parent.children[index] = { type: 'text', value } as RootContent;
      return 'skip';
    });
  };
}
