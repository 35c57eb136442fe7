import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { unzipSync } from 'fflate';
import { makeDeckFiles } from '../../src/export/deckFiles.ts';

/** Where the book of these tests is read: below a base path. */
export const site = 'https://example.org/some-base/';
export const edition = Date.UTC(2026, 10, 26) / 1000;
export const files = makeDeckFiles(site, edition);

/** The collection in an Anki package, opened as the database that it is. */
export function openPackage(apkg: Uint8Array): DatabaseSync {
  const folder = mkdtempSync(join(tmpdir(), 'apkg-'));
  try {
    const path = join(folder, 'collection.anki2');
    writeFileSync(path, unzipSync(apkg)['collection.anki2'] ?? new Uint8Array());
    return new DatabaseSync(path);
  } finally {
    // An open file outlives its name.
    if (process.platform !== 'win32') rmSync(folder, { recursive: true });
  }
}

/** A column of a query's answer. */
export function column(database: DatabaseSync, query: string): unknown[] {
  return database
    .prepare(query)
    .all()
    .map((row) => Object.values(row)[0]);
}
