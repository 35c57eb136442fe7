import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { builtPages, writtenChapters } from './pages.ts';
import { getBrowser } from './page.ts';

const KiB = 1024;
const budgets = { page: 120 * KiB, scriptBeforeDemo: 15 * KiB, demo: 550 * KiB };
const dist = inject('dist');
const measured: string[] = [];

interface Transfer {
  total: number;
  script: number;
}

/** Opens a page with a cold cache and adds up what came over the wire, each file under brotli. */
async function transferOf(path: string, use: 'untouched' | 'scrolled through'): Promise<Transfer> {
  const browser = await getBrowser();
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
  const page = await context.newPage();
  const urls: string[] = [];
  page.on('response', (response) => urls.push(response.url()));
  await page.goto(inject('baseUrl') + path, { waitUntil: 'networkidle' });
  if (use === 'scrolled through') {
    for (const island of await page.locator('astro-island').all()) {
      await island.evaluate((element) => element.firstElementChild?.scrollIntoView());
      await page.waitForTimeout(150);
    }
    await page.waitForLoadState('networkidle');
    await page.waitForTimeout(1500);
  }
  await context.close();
  const sum = (wanted: string[]) => wanted.reduce((total, url) => total + sizeOf(url), 0);
  return { total: sum(urls), script: sum(urls.filter((url) => /\.m?js(\?|$)/.test(url))) };
}

/** What a file of the book weighs on the wire: fonts and pictures as they are, the rest under brotli. */
function sizeOf(url: string): number {
  if (url.startsWith('data:') || url.startsWith('blob:')) return 0;
  const path = decodeURIComponent(new URL(url).pathname).replace(
    new URL(inject('baseUrl')).pathname,
    '',
  );
  const file = readFileSync(
    join(dist, path === '' || path.endsWith('/') ? `${path}index.html` : path),
  );
  return /\.(woff2|png|jpg|webp)$/.test(path) ? file.length : brotliCompressSync(file).length;
}

describe('page weight, under brotli with a cold cache', () => {
  it.each(builtPages(dist))('/%s untouched transfers at most 120 KiB', async (path) => {
    const { total, script } = await transferOf(path, 'untouched');
    measured.push(
      `/${path}: ${(total / KiB).toFixed(1)} KiB, scripts ${(script / KiB).toFixed(1)}`,
    );
    expect(total).toBeLessThanOrEqual(budgets.page);
    // These two pages are a tool from the start; every other one is read before an island wakes.
    if (!['progress/', 'search/'].includes(path))
      expect(script).toBeLessThanOrEqual(budgets.scriptBeforeDemo);
  });

  it.each(writtenChapters(dist))('all demos of %s cost at most 550 KiB more', async (id) => {
    const before = await transferOf(`chapters/${id}/`, 'untouched');
    const after = await transferOf(`chapters/${id}/`, 'scrolled through');
    measured.push(`${id}, demos: ${((after.total - before.total) / KiB).toFixed(1)} KiB more`);
    expect(after.total - before.total).toBeLessThanOrEqual(budgets.demo);
  });
});

afterAll(() => console.warn(measured.join('\n')));
