import { describe, expect, test } from 'vitest';
import { csvColumns, csvOf } from '../../src/export/csv.ts';
import { files } from './files.ts';

/** Reads CSV as RFC 4180 has it, and nothing besides: rows of cells. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  while (cell.lastIndex < text.length) {
    const at = cell.lastIndex;
    const match = cell.exec(text);
    if (!match) throw new Error(`no cell at ${JSON.stringify(text.slice(at, at + 40))}`);
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] !== ',') {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

const text = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true }).decode(files.csv);
const [header = [], ...rows] = readCsv(text.slice(1));
const { cards, items } = files.book;

describe('the table', () => {
  test('is UTF-8 with a mark by which spreadsheets know it', () => expect(text[0]).toBe('\uFEFF'));

  test('names its columns', () => {
    expect(header).toEqual(Object.keys(csvColumns));
    expect(header.join()).toBe(
      'key,kind,part,chapter,difficulty,question,answer,explanation,link,tags',
    );
  });

  test('has a row for every card and every quiz item, all of one length', () => {
    expect(rows.map(([key]) => key)).toEqual([...cards, ...items].map(({ key }) => key));
    expect(rows.filter((row) => row.length !== header.length)).toEqual([]);
  });

  test('gives texts back as they were, quotes, commas and lines included', () => {
    const answers = rows.map((row) => row[header.indexOf('answer')]);
    expect(answers).toEqual([...cards, ...items].map(({ answer }) => answer));
    expect(answers.some((answer) => answer?.includes('\n'))).toBe(true);
    expect(answers.some((answer) => answer?.includes(','))).toBe(true);
  });

  test('has no cell that a spreadsheet would take for a formula, and stops the build at one', () => {
    expect(rows.flat().filter((cell) => /^[=+\-@\t]/.test(cell))).toEqual([]);
    const [first] = items;
    if (!first) throw new Error('no item');
    const book = { ...files.book, items: [{ ...first, answer: '-1' }] };
    expect(() => csvOf(book)).toThrow('a spreadsheet would take this answer for a formula: -1');
  });
});
