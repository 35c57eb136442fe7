import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { z, ZodType } from 'zod';
import type { Problem } from './contentError.ts';

/** A YAML file that was read, with the way back from a path in the data to a line in the file. */
export interface YamlFile<T> {
  /** Path relative to the project's root. */
  file: string;
  /** The validated data, or `undefined` when the file has problems. */
  data: T | undefined;
  problems: Problem[];
  /** The line of the innermost entry on `path` that exists: that of its key, or of its item. */
  lineOf(path: readonly PropertyKey[]): number;
}

/** Reads and validates `path`; syntax and schema errors come back as problems with their lines. */
export function readYamlFile<T>(root: string, path: string, schema: ZodType<T>): YamlFile<T> {
  const file = relative(root, path);
  if (existsSync(path)) return readYaml(file, readFileSync(path, 'utf8'), schema);
  const missing = { file, line: 1, message: 'the file is missing' };
  return { file, data: undefined, problems: [missing], lineOf: () => 1 };
}

/** The same for YAML that stands in `file` after `linesBefore` other lines. */
export function readYaml<T>(
  file: string,
  source: string,
  schema: ZodType<T>,
  linesBefore = 0,
): YamlFile<T> {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines });
  const lineOf = (path: readonly PropertyKey[]): number => {
    let node: unknown = document.contents;
    let offset = document.contents?.range?.[0] ?? 0;
    for (const key of path) {
      if (isMap(node)) {
        const pair = node.items.find(
          (item) => isScalar(item.key) && String(item.key.value) === String(key),
        );
        if (!pair || !isScalar(pair.key)) break;
        offset = pair.key.range?.[0] ?? offset;
        node = pair.value;
      } else if (isSeq(node)) {
        const item = node.items[Number(key)];
        if (!isNode(item)) break;
        offset = item.range?.[0] ?? offset;
        node = item;
      } else break;
    }
    return linesBefore + lines.linePos(offset).line;
  };
  // The parser trips over the first slip again and again; only that one says where to look.
  const [slip] = document.errors;
  if (slip) {
    const line = linesBefore + (slip.linePos?.[0].line ?? 1);
    const message = `not valid YAML: ${slip.message.split(/ at line |\n/)[0]}`;
    return { file, data: undefined, problems: [{ file, line, message }], lineOf };
  }
  const raw: unknown = document.toJS();
  const parsed = schema.safeParse(raw);
  if (parsed.success) return { file, data: parsed.data, problems: [], lineOf };
  const problems = parsed.error.issues
    .flatMap((issue) => explainIssue(issue, raw))
    .map(({ path, message }) => ({ file, line: lineOf(path), message }));
  return { file, data: undefined, problems, lineOf };
}

/** What zod found, with the path of a node that exists in the file, and in an author's words. */
export function explainIssue(
  issue: z.core.$ZodIssue,
  raw: unknown,
): { path: PropertyKey[]; message: string }[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [...issue.path, key],
      message: `${[...issue.path, key].join('.')}: unknown key; remove it or correct its spelling`,
    }));
  }
  const name = issue.path.join('.') || 'the file';
  const depth = issue.path.findIndex((_, index) => !has(raw, issue.path.slice(0, index + 1)));
  if (depth < 0) return [{ path: issue.path, message: `${name}: ${issue.message}` }];
  const reason = /received undefined/.test(issue.message) ? '' : ` (${issue.message})`;
  return [{ path: issue.path.slice(0, depth), message: `${name} is missing${reason}` }];
}

function has(data: unknown, path: readonly PropertyKey[]): boolean {
  let node = data;
  for (const key of path) {
    if (typeof node !== 'object' || node === null || !Object.hasOwn(node, key)) return false;
    node = (node as Record<PropertyKey, unknown>)[key];
  }
  return true;
}
