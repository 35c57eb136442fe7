import { brotliCompressSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { openPage } from './page.ts';

const dist = inject('dist');
const address = (path: string): string => inject('baseUrl') + path;

/** The files that the service worker fetches when it is installed. */
function precached(): string[] {
  const worker = readFileSync(join(dist, 'offline.js'), 'utf8');
  return [...worker.matchAll(/url:["'`]([^"'`]+)["'`],\s*revision:/g)].flatMap(
    ([, url]) => url ?? [],
  );
}

describe('without a connection', () => {
  it('review, exam and progress open again, and every item can be asked', async () => {
    const page = await openPage('review/', { serviceWorkers: 'allow', expectErrors: true });
    await page.locator('[data-offline-ready]').waitFor();
    await page.context().setOffline(true);

    for (const path of [
      'review/',
      'exam/',
      'exam/?seed=7',
      'progress/',
      'review/?from=elsewhere',
    ]) {
      await page.goto(address(path));
      await page.locator('h1').waitFor();
    }
    await page.locator('.in-review').waitFor();
    // A box that was pressed is called “Leave all out”.
    const boxes = page.locator('.in-review').getByRole('button', { name: /^Take all/ });
    while ((await boxes.count()) > 0) await boxes.first().click();
    await page.getByRole('combobox', { name: 'New items a day' }).selectOption('100');
    await page.getByRole('button', { name: 'Begin' }).click();
    const chapters = new Set<string>();
    for (let item = 0; item < 40; item++) {
      await page.locator('.session :is(.card-prompt, .quiz-prompt)').waitFor();
      const key = await page.locator('.session [data-item]').getAttribute('data-item');
      chapters.add(key?.split('/')[0] ?? '');
      await page.keyboard.press('Space');
      await page.locator('.grades').waitFor();
      await page.keyboard.press('3');
      await page.waitForFunction(() => document.querySelector('.session .grades') === null);
    }
    expect(chapters.size).toBeGreaterThan(2);

    // Every font of the page has come from what was kept.
    const failed = await page.evaluate(async () => {
      await document.fonts.ready;
      return [...document.fonts].filter(({ status }) => status === 'error').map((f) => f.family);
    });
    expect(failed).toEqual([]);

    await page.goto(address('progress/'));
    await page.locator('.standings').waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export' }).click();
    await page.locator('input[type=file]').setInputFiles(await (await download).path());
    await page.getByText('here already').waitFor();
  });

  it('a chapter that was opened before can be read again', async () => {
    const page = await openPage('review/', { serviceWorkers: 'allow', expectErrors: true });
    await page.locator('[data-offline-ready]').waitFor();
    await page.goto(address('chapters/grad-cam/'), { waitUntil: 'networkidle' });
    await page.context().setOffline(true);
    await page.reload();
    expect(await page.locator('h1').innerText()).toBe('A coarse map that knows the class');
    const images = page.locator('.demo img');
    expect(
      await images.first().evaluate((image: HTMLImageElement) => image.naturalWidth),
    ).toBeGreaterThan(0);
  });

  it('what is kept from the start is whole, belongs to those pages, and weighs at most 1 MB', () => {
    const files = precached();
    const weights = files.map((file) => {
      const content = readFileSync(join(dist, file));
      return file.endsWith('.woff2') ? content.length : brotliCompressSync(content).length;
    });
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    console.warn(`kept for offline: ${files.length} files, ${(total / 1024).toFixed(0)} KiB`);
    expect(files).toContain('review/index.html');
    expect(files.filter((file) => /tfjs|\.wasm|models\//.test(file))).toEqual([]);
    expect(total).toBeLessThan(1_000_000);
  });

  it('pages that are read do not install it', async () => {
    const page = await openPage('chapters/grad-cam/', { serviceWorkers: 'allow' });
    await page.waitForLoadState('networkidle');
    expect(
      await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length),
    ).toBe(0);
  });
});
