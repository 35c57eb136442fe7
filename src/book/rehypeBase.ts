import type { Root } from 'hast';
import { visit } from 'unist-util-visit';

/** Puts the site's base path before root-relative links and images of the Markdown source. */
export function rehypeBase({ base }: { base: string }) {
  const prefix = base.replace(/\/$/, '');
  const withBase = (value: unknown) =>
    typeof value === 'string' && /^\/(?!\/)/.test(value) ? prefix + value : value;
  return (tree: Root) => {
    visit(tree, 'element', (node) => {
      for (const name of ['href', 'src'] as const) {
        if (name in node.properties)
          node.properties[name] = withBase(node.properties[name]) as string;
      }
    });
  };
}
