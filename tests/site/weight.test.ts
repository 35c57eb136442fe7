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
  const sizes: Promise<{ url: string; size: number; script: boolean }>[] = [];
  page.on('response', (response) => {
    const size = response
      .body()
      .then((body) =>
        /\.(woff2|png|jpg|webp)$/.test(response.url())
          ? body.length
          : brotliCompressSync(body).length,
      )
      .catch(() => 0);
    const script = /\.m?js(\?|$)/.test(response.url());
    sizes.push(size.then((bytes) => ({ url: response.url(), size: bytes, script })));
  });
  await page.goto(inject('baseUrl') + path, { waitUntil: 'networkidle' });
  if (use === 'scrolled through') {
    for (const island of await page.locator('astro-island').all()) {
      await island.evaluate((element) => element.firstElementChild?.scrollIntoView());
      await page.waitForTimeout(150);
    }
    await page.waitForLoadState('networkidle');
    await page.waitForTimeout(1500);
  }
  const files = await Promise.all(sizes);
  await context.close();
  return {
    total: files.reduce((sum, { size }) => sum + size, 0),
    script: files.reduce((sum, { size, script }) => sum + (script ? size : 0), 0),
  };
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
