import { getBook } from '#book/getBook.ts';
import { ankiRows } from './ankiCollection.ts';
import { ankiNotes } from './ankiNotes.ts';
import { ankiPackage } from './ankiPackage.ts';
import type { BookExport } from './bookExportSchema.ts';
import { csvOf } from './csv.ts';
import { exportBook } from './exportBook.ts';

/** The files that the reader can take away, and what is in them. */
export interface DeckFiles {
  book: BookExport;
  apkg: Uint8Array;
  csv: Uint8Array;
  json: Uint8Array;
}

let known: { book: unknown; site: string; files: DeckFiles } | undefined;

/** The files for a book that is read at `site`. Made once a build, since a page tells their sizes. */
export function deckFiles(site: string): DeckFiles {
  const book = getBook();
  if (known?.book !== book || known.site !== site) {
    known = { book, site, files: makeDeckFiles(site, editionTime()) };
  }
  return known.files;
}

/** The same for a given time of the edition, in seconds since 1970. */
export function makeDeckFiles(site: string, edition: number): DeckFiles {
  const book = exportBook(site);
  const date = new Date(edition * 1000).toISOString().slice(0, 10);
  const description = `<a href="${site}">${book.title}</a>, edition of ${date}. ${book.licence.name}.`;
  const encode = (text: string) => new TextEncoder().encode(text);
  return {
    book,
    apkg: ankiPackage(ankiRows(ankiNotes(book), edition, description), edition),
    csv: encode(csvOf(book)),
    json: encode(`${JSON.stringify(book)}\n`),
  };
}

/** The time of the build; that of the source, for a build that can be repeated to the byte. */
function editionTime(): number {
  const given = process.env['SOURCE_DATE_EPOCH'];
  return given && /^\d+$/.test(given) ? Number(given) : Math.floor(Date.now() / 1000);
}
