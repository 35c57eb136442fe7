import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { openPage } from './page.ts';

const files = ['what-the-network-sees.apkg', 'what-the-network-sees.csv', 'book.json'];
const built = (name: string) => readFileSync(join(inject('dist'), 'decks', name));

describe('the decks', () => {
  it('can be reached from the cards and from the foot of every page', async () => {
    const page = await openPage('cards/');
    await page.getByRole('link', { name: /for Anki/ }).click();
    await page.waitForURL('**/decks/');
    expect(await page.getByRole('contentinfo').getByRole('link', { name: 'Decks' }).count()).toBe(
      1,
    );
  });

  it.each(files)('%s downloads under its name, with the size that the page tells', async (name) => {
    const page = await openPage('decks/');
    const link = page.getByRole('link', { name });
    const size = Math.ceil(built(name).length / 1000);
    expect(await page.locator('dt', { has: link }).innerText()).toContain(`, ${size}\u00a0KB`);
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    expect(download.suggestedFilename()).toBe(name);
    expect(readFileSync(await download.path())).toEqual(built(name));
  });

  it.each([
    ['what-the-network-sees.csv', 'text/csv'],
    ['book.json', 'application/json'],
  ])('%s is served as %s', async (name, type) => {
    const response = await fetch(`${inject('baseUrl')}decks/${name}`);
    expect(response.headers.get('content-type')).toContain(type);
  });

  it('the package is a zip', () =>
    expect(
      built(files[0] ?? '')
        .subarray(0, 4)
        .toString('latin1'),
    ).toBe('PK\x03\x04'));

  it('links from the files lead to the book where it is read, base path included', () => {
    const text = built('book.json').toString();
    const links = text.match(/https:\/\/example\.org[^")\\ ]*/g) ?? [];
    expect(links.length).toBeGreaterThan(500);
    expect(links.filter((link) => !link.startsWith('https://example.org/some-base/'))).toEqual([]);
  });

  it('the page tells how many notes the deck has', async () => {
    const { cards, items } = JSON.parse(built('book.json').toString());
    const page = await openPage('decks/');
    expect(await page.locator('main').innerText()).toContain(
      `${cards.length + items.length} notes, ${cards.length} cards and ${items.length} questions`,
    );
  });
});
