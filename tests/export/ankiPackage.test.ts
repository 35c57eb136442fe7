import { createHash } from 'node:crypto';
import { unzipSync } from 'fflate';
import katex from 'katex';
import { describe, expect, test } from 'vitest';
import { getBook } from '../../src/book/getBook.ts';
import { anchorsOf } from '../../src/book/links.ts';
import { macros } from '../../src/book/macros.ts';
import { makeDeckFiles } from '../../src/export/deckFiles.ts';
import { flashcardType, noteTypesChanged, questionType } from '../../src/export/noteTypes.ts';
import { column, edition, files, openPackage, site } from './files.ts';

interface Model {
  id: number;
  name: string;
  mod: number;
  flds: { name: string; ord: number }[];
  tmpls: { qfmt: string; afmt: string }[];
}

const database = openPackage(files.apkg);
const json = (name: string) => JSON.parse(String(column(database, `SELECT ${name} FROM col`)[0]));
const models: Record<string, Model> = json('models');
const decks: Record<string, { id: number; name: string }> = json('decks');
const notes = database
  .prepare('SELECT id, guid, mid, mod, tags, flds, sfld, csum FROM notes')
  .all();

/** Every field of every note: the note, the field's name and its HTML. */
const fields = notes.flatMap(({ guid, mid, flds }) =>
  String(flds)
    .split('\x1f')
    .map((html, index) => ({
      note: String(guid),
      name: models[String(mid)]?.flds[index]?.name ?? '?',
      html,
    })),
);
const texts = fields.filter(({ name }) => name !== 'Link');
const textOf = (html: string) =>
  html
    .replace(/<[^>]*>/g, '')
    .replace(/&#x([0-9a-f]+);/gi, (_, hex: string) => String.fromCodePoint(parseInt(hex, 16)))
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&');
const delimited = /\\\(([\s\S]*?)\\\)|\\\[([\s\S]*?)\\\](?!\w*pt)/g;
const formulas = texts.flatMap(({ note, html }) =>
  [...html.matchAll(delimited)].map(([, inline, display]) => ({
    note,
    tex: textOf(inline ?? display ?? ''),
    displayMode: display !== undefined,
  })),
);
const writtenChapters = getBook().chapters.filter(({ written }) => written);

describe('the Anki package', () => {
  test('is a zip with a collection and a list of no media', () => {
    expect(Object.keys(unzipSync(files.apkg)).sort()).toEqual(['collection.anki2', 'media']);
    expect(new TextDecoder().decode(unzipSync(files.apkg)['media'])).toBe('{}');
  });

  test('is a sound database of schema 11', () => {
    expect(column(database, 'PRAGMA integrity_check')).toEqual(['ok']);
    expect(column(database, 'SELECT ver FROM col')).toEqual([11]);
  });

  test('has a note for each of the 38 cards and for every quiz item of a written chapter', () => {
    const guids = notes.map(({ guid }) => guid);
    expect(files.book.cards).toHaveLength(38);
    for (const { key } of [...files.book.cards, ...files.book.items]) {
      expect(guids).toContain(`wtns:${key}`);
    }
    expect(guids).toHaveLength(38 + files.book.items.length);
    expect(new Set(files.book.items.map(({ chapter }) => chapter))).toEqual(
      new Set(writtenChapters.map(({ id }) => id)),
    );
  });

  test('gives every note one new card, in a deck that exists and has its parents', () => {
    const lone =
      'SELECT guid FROM notes WHERE (SELECT count(*) FROM cards WHERE nid = notes.id) <> 1';
    expect(column(database, lone)).toEqual([]);
    expect(
      column(database, 'SELECT id FROM cards WHERE nid NOT IN (SELECT id FROM notes)'),
    ).toEqual([]);
    expect(column(database, 'SELECT DISTINCT queue + type + ord + reps FROM cards')).toEqual([0]);
    const names = Object.values(decks).map(({ name }) => name);
    for (const did of column(database, 'SELECT DISTINCT did FROM cards')) {
      const path = decks[String(did)]?.name.split('::') ?? [];
      expect(path).toHaveLength(3);
      expect(names).toContain(path.slice(0, 2).join('::'));
      expect(names).toContain(path[0]);
    }
  });

  test('has the cards come before the questions, and both in reading order', () => {
    const query = 'SELECT guid FROM notes JOIN cards ON nid = notes.id ORDER BY due';
    const keys = [...files.book.cards, ...files.book.items].map(({ key }) => `wtns:${key}`);
    expect(column(database, query)).toEqual(keys);
  });

  test('gives every note as many fields as its type, and a first and a sort field as Anki has them', () => {
    for (const { mid, flds, sfld, csum } of notes) {
      const values = String(flds).split('\x1f');
      expect(values).toHaveLength(models[String(mid)]?.flds.length ?? -1);
      const sha = createHash('sha1')
        .update(values[0] ?? '')
        .digest('hex');
      expect(csum).toBe(parseInt(sha.slice(0, 8), 16));
      expect(String(sfld)).toBe(textOf(values[1] ?? '').replaceAll('\u00a0', ' '));
    }
  });

  test('has templates that name only fields of their type', () => {
    for (const { flds, tmpls } of Object.values(models)) {
      const names = [...flds.map(({ name }) => name), 'FrontSide'];
      for (const { qfmt, afmt } of tmpls) {
        for (const [, used] of `${qfmt}${afmt}`.matchAll(/\{\{[#/]?(\w+)\}\}/g)) {
          expect(names).toContain(used);
        }
      }
    }
  });

  test('has tags without spaces, for part, chapter and kind', () => {
    for (const { guid, tags } of notes) {
      const [chapter] = String(guid).slice('wtns:'.length).split('/');
      const list = String(tags).trim().split(' ');
      expect(list).toContain(`wtns::chapter::${chapter}`);
      expect(list.filter((tag) => /^wtns::(part|kind)::[a-z-]+$/.test(tag))).toHaveLength(2);
    }
  });

  test('uses no id twice', () => {
    for (const table of ['notes', 'cards']) {
      const ids = column(database, `SELECT id FROM ${table}`);
      expect(new Set(ids).size).toBe(ids.length);
    }
    expect(new Set(notes.map(({ guid }) => guid)).size).toBe(notes.length);
    for (const [id, model] of Object.entries(models)) expect(String(model.id)).toBe(id);
    for (const [id, deck] of Object.entries(decks)) expect(String(deck.id)).toBe(id);
  });
});

describe('a later edition', () => {
  const later = openPackage(makeDeckFiles(site, edition + 86_400).apkg);

  test.each([
    'SELECT guid || id || mid FROM notes ORDER BY id',
    'SELECT id || nid || did FROM cards ORDER BY id',
  ])('answers %s the same', (query) =>
    expect(column(later, query)).toEqual(column(database, query)),
  );

  test('has newer notes, so that Anki takes them over', () => {
    expect(column(database, 'SELECT DISTINCT mod FROM notes')).toEqual([edition]);
    expect(column(later, 'SELECT DISTINCT mod FROM notes')).toEqual([edition + 86_400]);
  });

  test('leaves the reader’s styles alone if ours are the old ones', () => {
    const types = Object.values(JSON.parse(String(column(later, 'SELECT models FROM col')[0])));
    expect((types as Model[]).map(({ mod }) => mod)).toEqual([noteTypesChanged, noteTypesChanged]);
  });

  test('has the same fields and template: with others Anki would take its types for new ones', () => {
    expect([flashcardType, questionType].map(({ name, fields }) => [name, ...fields])).toEqual([
      [
        'What the Network Sees: card',
        ...['Key', 'Front', 'Back', 'Corrections', 'Kind', 'Chapter', 'Link'],
      ],
      [
        'What the Network Sees: question',
        ...['Key', 'Front', 'Back', 'Explanation', 'Otherwise', 'Kind', 'Chapter', 'Link'],
      ],
    ]);
    expect(Object.values(models).map(({ tmpls }) => tmpls.map((t) => Object(t).name))).toEqual([
      ['Card'],
      ['Card'],
    ]);
  });

  test('is the same to the byte if it is of the same time', () =>
    expect(Buffer.compare(makeDeckFiles(site, edition).apkg, files.apkg)).toBe(0));
});

describe('the fields of the notes', () => {
  test('are never empty but where nothing has to be said', () => {
    const empty = fields.filter(({ html }) => html.trim() === '').map(({ name }) => name);
    expect([...new Set(empty)].filter((name) => name !== 'Explanation')).toEqual([]);
  });

  test('have every formula between delimiters of Anki, each closed', () => {
    expect(formulas.length).toBeGreaterThan(300);
    for (const { note, html } of texts) {
      const rest = html.replaceAll(delimited, '');
      expect(`${note}: ${/\\[()[\]]/.exec(rest)?.[0]}`).toBe(`${note}: undefined`);
    }
  });

  test('have formulas that are read without any macro, and without trust', () => {
    const wrong = formulas.flatMap(({ note, tex, displayMode }) => {
      try {
        katex.renderToString(tex, {
          displayMode,
          throwOnError: true,
          strict: 'error',
          trust: false,
        });
        return [];
      } catch (error) {
        return [`${note}: ${tex}: ${String(error)}`];
      }
    });
    expect(wrong).toEqual([]);
  });

  test('have formulas without the abbreviations that KaTeX knows and MathJax, as Anki has it, does not', () => {
    const onlyKatex = [
      'argmax argmin bm plim N Z Reals reals natnums Complex cnums infin isin exist',
      'empty sdot sub sube supe rarr larr harr lrarr emph textmd operatornamewithlimits',
      'underbar utilde undergroup overgroup phase thickspace medspace colonequals',
      'equalscolon vcentcolon llbracket rrbracket lq rq weierp',
    ]
      .join(' ')
      .split(' ');
    const used = formulas.flatMap(({ note, tex }) =>
      (tex.replaceAll('\\\\', '').match(/\\[A-Za-z]+/g) ?? []).map((command) => ({
        note,
        command,
      })),
    );
    expect(used.length).toBeGreaterThan(300);
    expect(used.filter(({ command }) => onlyKatex.includes(command.slice(1)))).toEqual([]);
  });

  test('have nothing of the page’s formulas: no dollar sign, macro, role or class of KaTeX', () => {
    const names = Object.keys(macros).map((name) => name.slice(1));
    const foreign = new RegExp(
      `\\$|katex|data-role|htmlData|\\\\(?:${names.join('|')})(?![A-Za-z])`,
    );
    expect(texts.filter(({ html }) => foreign.test(html)).map(({ note }) => note)).toEqual([]);
  });

  test('have no less-than sign in a formula that a browser would take for a tag', () => {
    const tags = new Set(texts.flatMap(({ html }) => html.match(/<\/?[^\s>/]+/g) ?? []));
    const known = ['a', 'code', 'em', 'li', 'ol', 'p', 'span', 'strong', 'ul'];
    expect(
      [...tags].map((tag) => tag.replace(/^<\/?/, '')).filter((tag) => !known.includes(tag)),
    ).toEqual([]);
  });

  test('link to whole addresses of chapters, sections and pages that there are', () => {
    const links = fields.flatMap(({ name, html }) =>
      name === 'Link'
        ? [html]
        : [...html.matchAll(/href="([^"]*)"/g)].map(([, link]) => link ?? ''),
    );
    expect(links.length).toBeGreaterThan(notes.length);
    const anchors = new Map(
      writtenChapters.map(({ id, written }) => [
        `chapters/${id}/`,
        written ? anchorsOf(written.source) : new Set<string>(),
      ]),
    );
    anchors.set('cards/', new Set(getBook().chapters.map(({ id }) => id)));
    anchors.set('references/', new Set(getBook().references.keys()));
    const dead = links.filter((link) => {
      if (!link.startsWith(site)) return true;
      const [path = '', anchor] = link.slice(site.length).split('#');
      const known = anchors.get(path);
      return !known || (anchor !== undefined && !known.has(decodeURIComponent(anchor)));
    });
    expect([...new Set(dead)]).toEqual([]);
  });

  test('never answer a choice by a letter alone', () => {
    const kinds = new Map(files.book.items.map(({ key, kind }) => [`wtns:${key}`, kind]));
    for (const { note, name, html } of fields) {
      if (
        name !== 'Back' ||
        !['choice', 'choices', 'order', 'match'].includes(kinds.get(note) ?? '')
      )
        continue;
      expect(
        textOf(html)
          .replace(/\b[A-Z]\b/g, '')
          .trim().length,
      ).toBeGreaterThan(0);
      expect(html).toMatch(/<strong>[A-Z]<\/strong> \S/);
    }
  });
});
