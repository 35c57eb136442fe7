import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readReferences, type Reference } from '../../src/book/references.ts';

const root = mkdtempSync(join(tmpdir(), 'references-'));
afterAll(() => rmSync(root, { recursive: true }));

function read(bibtex: string) {
  const path = join(root, 'references.bib');
  writeFileSync(path, bibtex);
  return readReferences(root, path);
}

/** The only entry of a bibliography, `fields` of which are given. */
function entry(fields: string, type = 'article'): Reference {
  const reference = read(`@${type}{key,\n${fields}\n}\n`).references?.get('key');
  if (!reference) throw new Error('the entry was not read');
  return reference;
}

const title = 'title = {A Title}';

describe('the short label of a reference', () => {
  const label = (fields: string) => entry(`${fields}, ${title}`).short;

  test('has one author’s name', () =>
    expect(label('author = {Odena, Augustus}, year = {2016}')).toBe('Odena 2016'));

  test('has two authors’ names', () =>
    expect(label('author = {Dumoulin, Vincent and Visin, Francesco}, year = {2016}')).toBe(
      'Dumoulin and Visin 2016',
    ));

  test('has the first of three authors', () =>
    expect(label('author = {Simonyan, K. and Vedaldi, A. and Zisserman, A.}, year = {2014}')).toBe(
      'Simonyan et al. 2014',
    ));

  test('has the editors where there is no author', () =>
    expect(label('editor = {Abe, A. and Bee, B.}, year = {2001}')).toBe('Abe and Bee 2001'));

  test('keeps particles, accents and names of institutions', () => {
    expect(label('author = {van der Maaten, Laurens}, year = {2008}')).toBe('van der Maaten 2008');
    expect(label('author = {M{\\"u}ller, Jo}, year = {1999}')).toBe('Müller 1999');
    expect(label('author = {{Google Brain}}, year = {2017}')).toBe('Google Brain 2017');
  });

  test('does without a year and without anybody', () => {
    expect(label('author = {Odena, Augustus}')).toBe('Odena n.d.');
    expect(label('year = {2001}')).toBe('Anonymous 2001');
  });
});

describe('the entry of a reference', () => {
  const author = 'author = {Odena, Augustus}, year = {2016}';

  test('is in APA form, with its DOI as a link', () => {
    const { html, url } = entry(`${author}, ${title}, journal = {Distill}, doi = {10.1/a(b)c}`);
    expect(url).toBe('https://doi.org/10.1/a(b)c');
    expect(html).toBe(
      'Odena, A. (2016). A Title. <i>Distill</i>. <a href="https://doi.org/10.1/a(b)c">https://doi.org/10.1/a(b)c</a>',
    );
  });

  test('without a DOI links to its address', () =>
    expect(entry(`${author}, ${title}, url = {https://x.org/?a=1&b=2}`).html).toContain(
      '<a href="https://x.org/?a=1&#38;b=2">',
    ));

  test('is plain text for a tip: no tags, no character references', () =>
    expect(entry('author = {A, B. and C, D.}, year = {2016}, title = {A & B, 1 < 2}').plain).toBe(
      'A, B., & C, D. (2016). A & B, 1 < 2.',
    ));
});

describe('the book’s bibliography', () => {
  test('gives a problem, and no references, on a syntax error', () => {
    const { references, problems } = read('@article{a,\n  title = {A}\n  year = {2016}\n}\n');
    expect(references).toBeUndefined();
    expect(problems).toEqual([
      { file: 'references.bib', line: 3, message: expect.stringMatching(/^not valid BibTeX: /) },
    ]);
  });
});
