import { createHash } from 'node:crypto';
import type { AnkiNote } from './ankiNotes.ts';
import { noteTypesChanged, type NoteType } from './noteTypes.ts';
import { stableIds } from './stableIds.ts';

/** The tables of Anki's schema 11, which every Anki since 2.1 imports. */
export const ankiSchema = `
CREATE TABLE col (
  id integer PRIMARY KEY, crt integer NOT NULL, mod integer NOT NULL, scm integer NOT NULL,
  ver integer NOT NULL, dty integer NOT NULL, usn integer NOT NULL, ls integer NOT NULL,
  conf text NOT NULL, models text NOT NULL, decks text NOT NULL, dconf text NOT NULL,
  tags text NOT NULL
);
CREATE TABLE notes (
  id integer PRIMARY KEY, guid text NOT NULL, mid integer NOT NULL, mod integer NOT NULL,
  usn integer NOT NULL, tags text NOT NULL, flds text NOT NULL, sfld integer NOT NULL,
  csum integer NOT NULL, flags integer NOT NULL, data text NOT NULL
);
CREATE TABLE cards (
  id integer PRIMARY KEY, nid integer NOT NULL, did integer NOT NULL, ord integer NOT NULL,
  mod integer NOT NULL, usn integer NOT NULL, type integer NOT NULL, queue integer NOT NULL,
  due integer NOT NULL, ivl integer NOT NULL, factor integer NOT NULL, reps integer NOT NULL,
  lapses integer NOT NULL, left integer NOT NULL, odue integer NOT NULL, odid integer NOT NULL,
  flags integer NOT NULL, data text NOT NULL
);
CREATE TABLE revlog (
  id integer PRIMARY KEY, cid integer NOT NULL, usn integer NOT NULL, ease integer NOT NULL,
  ivl integer NOT NULL, lastIvl integer NOT NULL, factor integer NOT NULL, time integer NOT NULL,
  type integer NOT NULL
);
CREATE TABLE graves (usn integer NOT NULL, oid integer NOT NULL, type integer NOT NULL);
CREATE INDEX ix_notes_usn ON notes (usn);
CREATE INDEX ix_notes_csum ON notes (csum);
CREATE INDEX ix_cards_usn ON cards (usn);
CREATE INDEX ix_cards_nid ON cards (nid);
CREATE INDEX ix_cards_sched ON cards (did, queue, due);
CREATE INDEX ix_revlog_usn ON revlog (usn);
CREATE INDEX ix_revlog_cid ON revlog (cid);
`;

type Row = (string | number)[];

/** The rows of the three tables that are not empty, in the order of their columns. */
export interface AnkiRows {
  col: Row[];
  notes: Row[];
  cards: Row[];
}

/** Of every note: nothing has been synchronised yet. */
const unsynced = -1;

/**
 * The notes as rows of Anki's tables. `edition` is the time of the build in seconds since 1970: Anki
 * updates a note if it is later than the reader's copy. `description` is shown above the deck.
 */
export function ankiRows(
  notes: readonly AnkiNote[],
  edition: number,
  description: string,
): AnkiRows {
  const ids = {
    note: stableIds('note'),
    card: stableIds('card'),
    type: stableIds('note type'),
    deck: stableIds('deck'),
  };
  const deckId = (path: readonly string[]) => ids.deck(path.join('::'));
  const types = new Map(notes.map(({ type }) => [ids.type(type.name), type]));
  const decks = new Map<number, string>();
  for (const { deck } of notes) {
    for (const [index] of deck.entries()) {
      const path = deck.slice(0, index + 1);
      decks.set(deckId(path), path.join('::'));
    }
  }
  const outermost = notes[0]?.deck.slice(0, 1) ?? [];
  const conf = { ...collectionConfig, nextPos: notes.length + 1 };
  const deckTable = [
    deckJson(1, 'Default', '', edition),
    ...[...decks].map(([id, name]) =>
      deckJson(id, name, id === deckId(outermost) ? description : '', edition),
    ),
  ];
  const typeTable = [...types].map(([id, type]) => typeJson(id, type, deckId(outermost)));
  const json = [conf, byId(typeTable), byId(deckTable), byId([deckOptions]), {}];
  const day = 24 * 60 * 60;
  return {
    col: [
      [
        ...[1, Math.floor(edition / day) * day, edition * 1000, noteTypesChanged * 1000],
        ...[11, 0, 0, 0],
        ...json.map((part) => JSON.stringify(part)),
      ],
    ],
    notes: notes.map(({ key, type, fields, tags }) => [
      ids.note(key),
      guidOf(key),
      ids.type(type.name),
      edition,
      unsynced,
      ` ${tags.join(' ')} `,
      fields.join('\x1f'),
      withoutHtml(fields[sortField] ?? ''),
      checksum(fields[0] ?? ''),
      0,
      '',
    ]),
    // Each is new, and comes in the order of the book.
    cards: notes.map(({ key, deck }, index) => [
      ...[ids.card(key), ids.note(key), deckId(deck), 0, edition, unsynced],
      ...[0, 0, index + 1, 0, 0, 0, 0, 0, 0, 0, 0, ''],
    ]),
  };
}

/** By this Anki knows a note again, in every later edition. It must never change. */
const guidOf = (key: string) => `wtns:${key}`;

/** Anki's list of notes shows the question, not the key, which comes first and must be unique. */
const sortField = 1;

/** As Anki has it: the first 32 bits of the SHA-1 of the field's text. */
function checksum(html: string): number {
  return createHash('sha1').update(withoutHtml(html)).digest().readUInt32BE(0);
}

function withoutHtml(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replace(/&#x([0-9a-f]+);/gi, (_, hex: string) => String.fromCodePoint(parseInt(hex, 16)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll('\u00a0', ' ');
}

const byId = <T extends { id: number }>(things: T[]) =>
  Object.fromEntries(things.map((thing) => [String(thing.id), thing]));

function typeJson(id: number, { name, fields, front, back, css }: NoteType, did: number) {
  const shown = fields.flatMap((field, ord) => (front.includes(`{{${field}}}`) ? [ord] : []));
  const font = { font: 'Arial', size: 20, rtl: false, sticky: false, media: [] };
  const template = { bqfmt: '', bafmt: '', did: null };
  return {
    id,
    name,
    type: 0,
    mod: noteTypesChanged,
    usn: unsynced,
    sortf: sortField,
    did,
    flds: fields.map((field, ord) => ({ name: field, ord, ...font })),
    tmpls: [{ name: 'Card', ord: 0, qfmt: front, afmt: back, ...template }],
    css,
    latexPre: '\\documentclass[12pt]{article}\n\\usepackage{amssymb,amsmath}\n\\begin{document}\n',
    latexPost: '\\end{document}',
    req: [[0, 'any', shown]],
    tags: [],
    vers: [],
  };
}

function deckJson(id: number, name: string, desc: string, mod: number) {
  const today = [0, 0];
  return {
    ...{ id, name, desc, mod, usn: unsynced, conf: 1, dyn: 0, collapsed: false },
    ...{ newToday: today, revToday: today, lrnToday: today, timeToday: today },
    ...{ extendNew: 10, extendRev: 50 },
  };
}

/** Anki's own defaults. The decks use the options group that every reader has under this id. */
const deckOptions = {
  ...{ id: 1, name: 'Default', mod: 0, usn: 0, dyn: false },
  ...{ maxTaken: 60, timer: 0, autoplay: true, replayq: true },
  new: {
    ...{ delays: [1, 10], ints: [1, 4, 7], initialFactor: 2500 },
    ...{ order: 1, perDay: 20, bury: false, separate: true },
  },
  rev: {
    ...{ perDay: 200, ease4: 1.3, hardFactor: 1.2, ivlFct: 1, maxIvl: 36500 },
    ...{ bury: false, fuzz: 0.05, minSpace: 1 },
  },
  lapse: { delays: [10], leechAction: 1, leechFails: 8, minInt: 1, mult: 0 },
};

const collectionConfig = {
  ...{ activeDecks: [1], curDeck: 1, curModel: null, addToCur: true },
  ...{ newSpread: 0, collapseTime: 1200, timeLim: 0, estTimes: true, dueCounts: true },
  ...{ sortType: 'noteFld', sortBackwards: false, newBury: true },
};
