import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { loadBook, type Book } from './inspectBook.ts';

let known: { book: Book; stamp: number; lookedAt: number } | undefined;

/** For so long, in milliseconds, a look at the files holds: a build asks thousands of times. */
const holds = 500;

/** The book of this project. Read once a build; in `npm run dev`, again after each change. */
export function getBook(): Book {
  const lookedAt = performance.now();
  if (known !== undefined && lookedAt - known.lookedAt < holds) return known.book;
  const root = process.cwd();
  const stamp = newestChange(join(root, 'content'));
  known =
    known?.stamp === stamp ? { ...known, lookedAt } : { book: loadBook(root), stamp, lookedAt };
  return known.book;
}

function newestChange(folder: string): number {
  let newest = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    newest = Math.max(newest, statSync(join(entry.parentPath, entry.name)).mtimeMs);
  }
  return newest;
}
