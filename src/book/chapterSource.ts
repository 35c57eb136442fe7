import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import GithubSlugger from 'github-slugger';
import type { Heading, Root } from 'mdast';
import type { MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx-jsx';
import remarkFrontmatter from 'remark-frontmatter';
import remarkMath from 'remark-math';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import type { Problem } from './contentError.ts';
import { hasStrayDollar, strayDollar } from './markdownTexts.ts';
import { frontmatterSchema, type Frontmatter } from './schemas.ts';
import { readYaml } from './yamlFile.ts';

/** A piece of a chapter's source with the line it stands on. */
export interface Located<T> {
  value: T;
  line: number;
}

/** What the book needs to know about a chapter before it is rendered. */
export interface ChapterSource {
  file: string;
  /** Absent when it, or the whole file, could not be read. */
  frontmatter: Located<Frontmatter> | undefined;
  /** Uses of the author's vocabulary: tag name and its string attributes. */
  tags: Located<{ name: string; attributes: Record<string, string> }>[];
  links: Located<string>[];
  headings: Located<{ depth: number; text: string; slug: string }>[];
  /** `line` is that of the first line of TeX. */
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
    frontmatter: undefined,
    tags: [],
    links: [],
    headings: [],
    formulas: [],
    words: 0,
    problems: [],
  };
  const text = readFileSync(path, 'utf8');
  let tree: Root;
  try {
    tree = parser.parse(text);
  } catch (error) {
    source.problems.push({ file, ...explain(error) });
    return source;
  }
  if (tree.children[0]?.type !== 'yaml') {
    const message = 'a chapter begins with frontmatter: id, title, question, summary between ---';
    source.problems.push({ file, line: 1, message });
  }
  const slugger = new GithubSlugger();
  visit(tree, (node) => {
    const line = node.position?.start.line ?? 1;
    if (node.type === 'yaml') {
      const yaml = readYaml(file, node.value, frontmatterSchema, line);
      source.problems.push(...yaml.problems);
      if (yaml.data) source.frontmatter = { value: yaml.data, line: yaml.lineOf(['id']) };
    } else if (node.type === 'link' || node.type === 'definition') {
      source.links.push({ value: node.url, line });
    } else if (node.type === 'heading') {
      const heading = headingText(node);
      const value = { depth: node.depth, text: heading, slug: slugger.slug(heading) };
      source.headings.push({ value, line });
    } else if (node.type === 'inlineMath') {
      source.formulas.push({ value: { tex: node.value, display: false }, line });
    } else if (node.type === 'math') {
      source.formulas.push({ value: { tex: node.value, display: true }, line: line + 1 });
    } else if (node.type === 'text') {
      source.words += node.value.split(/\s+/).filter((word) => /\p{L}/u.test(word)).length;
      if (hasStrayDollar(text, node)) source.problems.push({ file, line, message: strayDollar });
    } else if (node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement') {
      const attributes = attributesOf(node);
      const link = attributes['href'];
      if (link !== undefined) source.links.push({ value: link, line });
      source.tags.push({ value: { name: node.name ?? '', attributes }, line });
    }
  });
  return source;
}

/** The text that the slug is made of. Formulas have no part in it, as in the page. */
function headingText(heading: Heading): string {
  let text = '';
  visit(heading, (node) => {
    if (node.type === 'text' || node.type === 'inlineCode') text += node.value;
  });
  return text;
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

/** Of a tag that is not closed, the parser names the line in its words only: `<Note>` (14:1-14:7). */
function explain(error: unknown): { line: number; message: string } {
  const { line, reason, message } = error as { line?: number; reason?: string; message?: string };
  const words = reason ?? message ?? String(error);
  const place = /\s*\((\d+):\d+-\d+:\d+\)/.exec(words);
  return {
    line: line ?? Number(place?.[1] ?? 1),
    message: `not valid MDX: ${words.replace(place?.[0] ?? '', '')}`,
  };
}
