import type { Root } from 'hast';
import type { MdxJsxFlowElementHast, MdxJsxTextElementHast } from 'mdast-util-mdx-jsx';
import { visit } from 'unist-util-visit';

/** Puts the site's base path before root-relative links and images of the Markdown source. */
export function rehypeBase({ base }: { base: string }) {
  const prefix = base.replace(/\/$/, '');
  const withBase = (value: string) => (/^\/(?!\/)/.test(value) ? prefix + value : value);
  return (tree: Root) => {
    visit(tree, (node) => {
      if (node.type === 'element') {
        for (const name of ['href', 'src']) {
          const value = node.properties[name];
          if (typeof value === 'string') node.properties[name] = withBase(value);
        }
      } else if (node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement') {
        rebaseAttributes(node, withBase);
      }
    });
  };
}

/** An `<a href>` or `<img src>` that the author wrote as a tag. */
function rebaseAttributes(
  { attributes }: MdxJsxFlowElementHast | MdxJsxTextElementHast,
  withBase: (value: string) => string,
): void {
  for (const attribute of attributes) {
    if (attribute.type !== 'mdxJsxAttribute' || typeof attribute.value !== 'string') continue;
    if (attribute.name === 'href' || attribute.name === 'src') {
      attribute.value = withBase(attribute.value);
    }
  }
}
