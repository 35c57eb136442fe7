import type { Element, Root, RootContent } from 'hast';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { renderMath } from './math.ts';

/**
 * Turns the nodes of remark-math into KaTeX's HTML, as one string a formula.
 * MDX wants a fragment that sets HTML (`as: 'mdx'`); plain Markdown wants a raw node.
 * A formula that does not parse stops the build at its line.
 */
export function rehypeMath({ as = 'mdx' }: { as?: 'mdx' | 'raw' } = {}) {
  return (tree: Root, file: VFile) => {
    visit(tree, 'element', (node, index, parent) => {
      const math = findMath(node);
      if (!math || !parent || index === undefined) return;
      const html = glue(render(math, file), math, parent.children[index + 1]);
      parent.children[index] = (
        as === 'raw' ? { type: 'raw', value: html } : fragment(html, math.display)
      ) as RootContent;
      return 'skip';
    });
  };
}

/** A formula as remark-math has marked it. */
export interface MathNode {
  tex: string;
  display: boolean;
  node: Element;
}

/** The formula that an element is: remark-math gives `<code class="math-inline">` and `<pre><code class="math-display">`. */
export function findMath(node: Element): MathNode | undefined {
  const first = node.children[0];
  const code =
    node.tagName === 'pre' && first?.type === 'element' && first.tagName === 'code' ? first : node;
  if (code.tagName !== 'code') return undefined;
  const classes = code.properties['className'];
  if (!Array.isArray(classes)) return undefined;
  const display = classes.includes('math-display');
  if (!display && !classes.includes('math-inline')) return undefined;
  const content = code.children[0];
  return { tex: content?.type === 'text' ? content.value : '', display, node };
}

function render({ tex, display, node }: MathNode, file: VFile): string {
  try {
    const html = renderMath(tex, display);
    return display ? `<div class="math-display">${html}</div>` : html;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return file.fail(`formula does not parse: ${message}`, node.position);
  }
}

/** TeX up to this length is kept on one line with the punctuation after it. */
const shortFormula = 24;

/**
 * A browser may break a line between a formula and the comma behind it. Takes the punctuation that
 * `next` begins with onto the formula's line; a long formula has to be free to break.
 */
function glue(html: string, { tex, display }: MathNode, next: RootContent | undefined): string {
  if (display || tex.length > shortFormula || next?.type !== 'text') return html;
  const [punctuation = ''] = /^[.,;:!?)’”]+/.exec(next.value) ?? [];
  if (punctuation === '') return html;
  next.value = next.value.slice(punctuation.length);
  return `<span class="glued">${html}${punctuation}</span>`;
}

function fragment(html: string, display: boolean) {
  return {
    type: display ? 'mdxJsxFlowElement' : 'mdxJsxTextElement',
    name: 'Fragment',
    attributes: [{ type: 'mdxJsxAttribute', name: 'set:html', value: html }],
    children: [],
  };
}
