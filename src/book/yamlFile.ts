import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { isNode, LineCounter, parseDocument } from 'yaml';
import type { ZodType } from 'zod';
import type { Problem } from './contentError.ts';

/** A YAML file that was read, with the way back from a path in the data to a line in the file. */
export interface YamlFile<T> {
  /** Path relative to the project's root. */
  file: string;
  /** The validated data, or `undefined` when the file has problems. */
  data: T | undefined;
  problems: Problem[];
  /** The line of the innermost node on `path` that exists. */
  lineOf(path: readonly PropertyKey[]): number;
}

/** Reads and validates `path`; syntax and schema errors come back as problems with their lines. */
export function readYamlFile<T>(root: string, path: string, schema: ZodType<T>): YamlFile<T> {
  const file = relative(root, path);
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(path, 'utf8'), { lineCounter: lines });
  const lineOf = (target: readonly PropertyKey[]): number => {
    for (let depth = target.length; depth >= 0; depth--) {
      const node = document.getIn(target.slice(0, depth), true);
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    }
    return 1;
  };
  const syntax = document.errors.map((error) => ({
    file,
    line: error.linePos?.[0].line ?? 1,
    message: `not valid YAML: ${error.message.split('\n')[0]}`,
  }));
  if (syntax.length > 0) return { file, data: undefined, problems: syntax, lineOf };
  const parsed = schema.safeParse(document.toJS());
  if (parsed.success) return { file, data: parsed.data, problems: [], lineOf };
  const problems = parsed.error.issues.map((issue) => ({
    file,
    line: lineOf(issue.path),
    message: `${issue.path.join('.')}: ${issue.message}`,
  }));
  return { file, data: undefined, problems, lineOf };
}
