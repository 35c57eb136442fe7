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
      const [before, after] = [parent.children[index - 1], parent.children[index + 1]];
      const html = glue(render(math, file), math, before, after);
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

/** TeX up to this length is kept on one line if there is punctuation around it. */
const shortFormula = 24;

/**
 * A browser may break a line between a bracket and the formula that it opens, and between a formula and
 * the comma behind it. Takes such punctuation from the neighbours and onto the line of the formula's
 * first or last part; a long formula stays free to break between its parts.
 */
function glue(
  html: string,
  { tex, display }: MathNode,
  before: RootContent | undefined,
  after: RootContent | undefined,
): string {
  if (display) return html;
  const opening = take(/[([“‘]+$/, before);
  const closing = take(/^[.,;:!?)\]’”]+/, after);
  if (opening + closing === '') return html;
  const [head = '', first = '', ...others] = html.split(/(?=<span class="katex-base">)/);
  const last = others.pop();
  if (tex.length <= shortFormula || last === undefined) return glued(opening + html + closing);
  const reopened = '<span class="katex"><span class="katex-html" aria-hidden="true">';
  const closed = '</span></span>';
  const start = head + first;
  return [
    opening === '' ? start : glued(opening + start + closed) + reopened,
    ...others,
    closing === '' ? last : closed + glued(reopened + last + closing),
  ].join('');
}

const glued = (html: string) => `<span class="glued">${html}</span>`;

/** The part of a text that a pattern finds, which is then gone from it. */
function take(pattern: RegExp, from: RootContent | undefined): string {
  if (from?.type !== 'text') return '';
  const [found = ''] = pattern.exec(from.value) ?? [];
  from.value = from.value.replace(pattern, '');
  return found;
}

function fragment(html: string, display: boolean) {
  return {
    type: display ? 'mdxJsxFlowElement' : 'mdxJsxTextElement',
    name: 'Fragment',
    attributes: [{ type: 'mdxJsxAttribute', name: 'set:html', value: html }],
    children: [],
  };
}
