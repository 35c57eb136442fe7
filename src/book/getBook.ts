import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { loadBook, type Book } from './inspectBook.ts';

let known: { book: Book; stamp: number } | undefined;

/** The book of this project. Read once a build; in `npm run dev`, again after each change. */
export function getBook(): Book {
  const root = process.cwd();
  const stamp = newestChange(join(root, 'content'));
  if (known?.stamp !== stamp) known = { book: loadBook(root), stamp };
  return known.book;
}

function newestChange(folder: string): number {
  let newest = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    newest = Math.max(newest, statSync(join(entry.parentPath, entry.name)).mtimeMs);
  }
  return newest;
}
