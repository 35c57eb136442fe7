import type { Root } from 'hast';
import { SKIP, visit } from 'unist-util-visit';

const beforeUnit = /(?<=\d) (?=(?:%|×|°|px|ms|KiB|MiB|MB)(?![\p{L}\d]))/gu;
const beforeValue = /(?<![\p{L}\d])\p{L} [=≈≤≥<>] (?=[−½\d])/gu;
const nbsp = '\u00a0';

/**
 * Keeps a number and its unit on one line, “94 %”, and a symbol and its value, “τ = 0.95”. Code and
 * formulas are left as they are.
 */
export function rehypeUnits() {
  return (tree: Root) => {
    visit(tree, (node) => {
      if (node.type === 'element' && (node.tagName === 'code' || node.tagName === 'pre'))
        return SKIP;
      if (node.type === 'text')
        node.value = node.value
          .replace(beforeUnit, nbsp)
          .replace(beforeValue, (found) => found.replaceAll(' ', nbsp));
      return undefined;
    });
  };
}
