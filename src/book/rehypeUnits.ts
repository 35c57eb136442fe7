import type { Root } from 'hast';
import { SKIP, visit } from 'unist-util-visit';

const beforeUnit = /(?<=\d) (?=(?:%|×|°|px|ms|KiB|MiB|MB)(?![\p{L}\d]))/gu;

/** Keeps a number and its unit on one line: “94 %”. Code and formulas are left as they are. */
export function rehypeUnits() {
  return (tree: Root) => {
    visit(tree, (node) => {
      if (node.type === 'element' && (node.tagName === 'code' || node.tagName === 'pre'))
        return SKIP;
      if (node.type === 'text') node.value = node.value.replace(beforeUnit, '\u00a0');
      return undefined;
    });
  };
}
