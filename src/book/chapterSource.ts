import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import GithubSlugger from 'github-slugger';
import type { Root } from 'mdast';
import type { MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx-jsx';
import { toString } from 'mdast-util-to-string';
import remarkFrontmatter from 'remark-frontmatter';
import remarkMath from 'remark-math';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { parse as parseYaml } from 'yaml';
import type { Problem } from './contentError.ts';

/** A piece of a chapter's source with the line it stands on. */
export interface Located<T> {
  value: T;
  line: number;
}

/** What the book needs to know about a chapter before it is rendered. */
export interface ChapterSource {
  file: string;
  frontmatter: unknown;
  /** Uses of the author's vocabulary: tag name and its string attributes. */
  tags: Located<{ name: string; attributes: Record<string, string> }>[];
  links: Located<string>[];
  headings: Located<{ depth: number; text: string; slug: string }>[];
  formulas: Located<{ tex: string; display: boolean }>[];
  /** Words of prose, without code and formulas. */
  words: number;
  problems: Problem[];
}

const parser = unified()
  .use(remarkParse)
  .use(remarkFrontmatter)
  .use(remarkMdx)
  .use(remarkMath)
  .freeze();

/** Reads `index.mdx` far enough to check every key, link and formula in it. */
export function readChapterSource(root: string, path: string): ChapterSource {
  const file = relative(root, path);
  const source: ChapterSource = {
    file,
    frontmatter: {},
    tags: [],
    links: [],
    headings: [],
    formulas: [],
    words: 0,
    problems: [],
  };
  let tree: Root;
  try {
    tree = parser.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    source.problems.push({ file, ...explain(error) });
    return source;
  }
  const slugger = new GithubSlugger();
  visit(tree, (node) => {
    const line = node.position?.start.line ?? 1;
    if (node.type === 'yaml') source.frontmatter = parseYaml(node.value) ?? {};
    else if (node.type === 'link') source.links.push({ value: node.url, line });
    else if (node.type === 'heading') {
      const text = toString(node);
      const value = { depth: node.depth, text, slug: slugger.slug(text) };
      source.headings.push({ value, line });
    } else if (node.type === 'inlineMath') {
      source.formulas.push({ value: { tex: node.value, display: false }, line });
    } else if (node.type === 'math') {
      source.formulas.push({ value: { tex: node.value, display: true }, line });
    } else if (node.type === 'text') {
      source.words += node.value.split(/\s+/).filter((word) => /\p{L}/u.test(word)).length;
    } else if (node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement') {
      source.tags.push({ value: { name: node.name ?? '', attributes: attributesOf(node) }, line });
    }
  });
  return source;
}

function attributesOf(node: MdxJsxFlowElement | MdxJsxTextElement): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const attribute of node.attributes) {
    if (attribute.type === 'mdxJsxAttribute' && typeof attribute.value === 'string') {
      attributes[attribute.name] = attribute.value;
    }
  }
  return attributes;
}

function explain(error: unknown): { line: number; message: string } {
  const { line, reason, message } = error as { line?: number; reason?: string; message?: string };
  return { line: line ?? 1, message: `not valid MDX: ${reason ?? message ?? String(error)}` };
}
