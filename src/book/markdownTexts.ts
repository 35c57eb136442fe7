import type { Text } from 'mdast';
import remarkMath from 'remark-math';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { mathProblem } from './math.ts';

const parser = unified().use(remarkParse).use(remarkMath).freeze();

/** What is said of a dollar sign that begins or ends no formula. */
export const strayDollar =
  'a dollar sign without its partner: close the formula, or write \\$ for a plain dollar sign';

/** Whether a node of plain text has a dollar sign in `source` that is not escaped. */
export function hasStrayDollar(source: string, { position }: Text): boolean {
  const written = source.slice(position?.start.offset ?? 0, position?.end.offset ?? 0);
  return /(?<!\\)\$/.test(written);
}

/** What is wrong with the formulas of a Markdown text from a YAML file. */
export function formulaProblems(markdown: string): string[] {
  if (!markdown.includes('$')) return [];
  const problems: string[] = [];
  visit(parser.parse(markdown), (node) => {
    if (node.type === 'inlineMath' || node.type === 'math') {
      const problem = mathProblem(node.value, node.type === 'math');
      if (problem) problems.push(problem.message);
    } else if (node.type === 'text' && hasStrayDollar(markdown, node)) problems.push(strayDollar);
  });
  return problems;
}

/** Where the links of a Markdown text from a YAML file lead. */
export function linksOf(markdown: string): string[] {
  const links: string[] = [];
  if (!markdown.includes('](') && !markdown.includes(']:')) return links;
  visit(parser.parse(markdown), (node) => {
    if (node.type === 'link' || node.type === 'definition') links.push(node.url);
  });
  return links;
}
