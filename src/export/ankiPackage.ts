import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { strToU8, zipSync } from 'fflate';
import { ankiSchema, type AnkiRows } from './ankiCollection.ts';

/**
 * An Anki package (.apkg): the collection as a SQLite file, and the list of its media, of which there
 * are none, in a zip. The same rows and `edition` (seconds since 1970) give the same bytes.
 */
export function ankiPackage(rows: AnkiRows, edition: number): Uint8Array {
  const files = { 'collection.anki2': sqliteFile(rows), media: strToU8('{}') };
  return zipSync(files, { level: 9, mtime: edition * 1000 });
}

function sqliteFile(rows: AnkiRows): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'anki-'));
  const path = join(folder, 'collection.anki2');
  try {
    const database = new DatabaseSync(path);
    database.exec(`PRAGMA journal_mode = MEMORY; BEGIN; ${ankiSchema}`);
    for (const [table, entries] of Object.entries(rows) as [string, AnkiRows['col']][]) {
      const places = entries[0]?.map(() => '?').join(', ');
      const insert = database.prepare(`INSERT INTO ${table} VALUES (${places})`);
      for (const entry of entries) insert.run(...entry);
    }
    database.exec('COMMIT');
    database.close();
    return readFileSync(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
