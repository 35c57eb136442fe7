import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A small book without mistakes: two parts, three cards, two chapters. */
export const soundBook = fileURLToPath(new URL('../fixtures/book/', import.meta.url));

/** A change to one file below `content/`: `from`, which must stand there once, becomes `to`. */
export interface Change {
  file: string;
  from: string;
  to: string;
}

/** Calls `look` with the root of a copy of the sound book in which the changes have been made. */
export function withCopy<T>(changes: readonly Change[], look: (root: string) => T): T {
  const root = mkdtempSync(join(tmpdir(), 'book-'));
  try {
    cpSync(soundBook, root, { recursive: true });
    for (const change of changes) apply(root, change);
    return look(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}

function apply(root: string, { file, from, to }: Change): void {
  const path = join(root, 'content', file);
  const pieces = readFileSync(path, 'utf8').split(from);
  if (pieces.length !== 2)
    throw new Error(`"${from}" stands ${pieces.length - 1} times in ${file}`);
  writeFileSync(path, pieces.join(to));
}

/** Deletes a file of the copy. */
export function removeFrom(root: string, file: string): void {
  rmSync(join(root, 'content', file));
}

/** Moves a file or a folder of the copy. */
export function moveIn(root: string, from: string, to: string): void {
  const target = join(root, 'content', to);
  mkdirSync(dirname(target), { recursive: true });
  renameSync(join(root, 'content', from), target);
}

/** Leaves only the first `count` items of a quiz. */
export function keepItems(root: string, file: string, count: number): void {
  const path = join(root, 'content', file);
  const pieces = readFileSync(path, 'utf8').split(/^(?= {2}- id: )/m);
  writeFileSync(path, pieces.slice(0, count + 1).join(''));
}

/** The line of `file` in which `text`, which must stand there once, begins. */
export function lineIn(root: string, file: string, text: string): number {
  const [before, ...after] = readFileSync(join(root, 'content', file), 'utf8').split(text);
  if (after.length !== 1) throw new Error(`"${text}" stands ${after.length} times in ${file}`);
  return (before ?? '').split('\n').length;
}
