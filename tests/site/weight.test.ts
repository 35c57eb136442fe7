import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { builtPages, writtenChapters } from './pages.ts';
import { getBrowser, openPage } from './page.ts';

const KiB = 1024;
const budgets = { page: 120 * KiB, scriptBeforeDemo: 15 * KiB, demo: 550 * KiB };
const dist = inject('dist');
const measured: string[] = [];

interface Transfer {
  total: number;
  script: number;
  /** Addresses of the files. */
  files: string[];
}

/** What a reader does on a page. */
type Use = (page: Page) => Promise<void>;

/** Every demo comes into view, one after the other. */
const scrollThrough: Use = async (page) => {
  for (const island of await page.locator('astro-island').all()) {
    await island.evaluate((element) => element.firstElementChild?.scrollIntoView());
    await page.waitForTimeout(150);
  }
};

/** The cover: another kernel, ReLU, another window. */
const useCover: Use = async (page) => {
  await page.getByText('ReLU: keep the positive part').click();
  await page.locator('#cover[data-live]').waitFor();
  await page.locator('#cover').getByRole('radio').nth(3).check({ force: true });
  await page.locator('.cover-photo .pixel-image').click();
  await page.locator('.cover-map img[src^="data:"]').waitFor();
};

/** The playground: the maps of another layer, a test image, the reader's own, a drawing. */
const usePlayground: Use = async (page) => {
  const demo = page.locator('#network');
  await demo.scrollIntoViewIfNeeded();
  await page.locator('#network[data-live]').waitFor();
  const choose = (name: string) =>
    demo.getByRole('radio', { name, exact: true }).check({ force: true });
  await choose('conv5');
  await demo.getByRole('application', { name: /Test images to choose from/ }).click();
  await choose('your own');
  await demo.locator('input[type=file]').setInputFiles('public/images/allium-oreophilum-96.png');
  await demo.getByRole('application', { name: 'Your picture, to paint on' }).click();
  await choose('draw one');
  await demo.getByRole('application', { name: 'Canvas to draw on' }).click();
};

/**
 * The shift lab: every demo and every check of the chapter comes into view; then circular padding, so
 * that the network comes, a shift, and another picture.
 */
const useShiftLab: Use = async (page) => {
  for (const part of await page.locator('.demo, .check-it').all()) {
    await part.scrollIntoViewIfNeeded();
    await page.waitForTimeout(150);
  }
  const demo = page.locator('#equivariance-invariance-lab');
  await demo.scrollIntoViewIfNeeded();
  await demo.getByRole('radio', { name: 'circular', exact: true }).check({ force: true });
  await demo.getByText('4 px', { exact: true }).waitFor({ timeout: 60_000 });
  await demo.getByRole('application', { name: /Picture of the class dog/ }).click();
  await demo.getByRole('button', { name: /Choose another of/ }).click();
  const pictures = demo.getByRole('application', { name: /Pictures to choose from/ });
  await pictures.click({ position: { x: 8, y: 8 } });
  await demo.getByText('airplane, unmoved').waitFor();
};

/** The bench: another mosaic, so that the network comes and every method answers. */
const useBench: Use = async (page) => {
  const demo = page.locator('#bench');
  await demo.scrollIntoViewIfNeeded();
  await page.locator('#bench[data-live]').waitFor();
  const map = demo.locator('.map-tile img').first();
  const first = await map.getAttribute('src');
  await demo.getByRole('radio', { name: 'two side by side' }).check({ force: true });
  await expect.poll(() => map.getAttribute('src'), { timeout: 60_000 }).not.toBe(first);
};

/** Opens a page with a cold cache and adds up what came over the wire, each file under brotli. */
async function transferOf(path: string, use?: Use): Promise<Transfer> {
  const browser = await getBrowser();
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
  const page = await context.newPage();
  const files: string[] = [];
  page.on('response', (response) => files.push(response.url()));
  await page.goto(inject('baseUrl') + path, { waitUntil: 'networkidle' });
  await settled(page, files);
  if (use) {
    await use(page);
    await page.waitForLoadState('networkidle');
    await settled(page, files);
  }
  await context.close();
  const sum = (wanted: string[]) => wanted.reduce((total, url) => total + sizeOf(url), 0);
  const script = sum(files.filter((url) => /\.m?js(\?|$)/.test(url)));
  return { total: sum(files), script, files };
}

/**
 * Waits until the fonts have come and nothing has for a while: on a busy machine the network is idle
 * long before a page has asked for its last font and its pictures.
 */
async function settled(page: Page, files: readonly string[]): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
  });
  let known = -1;
  while (files.length > known) {
    known = files.length;
    await page.waitForTimeout(1500);
  }
}

/** What an untouched page transfers; measured once. */
const untouched = new Map<string, Promise<Transfer>>();
function untouchedTransferOf(path: string): Promise<Transfer> {
  const found = untouched.get(path) ?? transferOf(path);
  untouched.set(path, found);
  return found;
}

/** What a file of the book weighs on the wire, by its address; compressed once. */
const sizes = new Map<string, number>();
function sizeOf(url: string): number {
  const size = sizes.get(url) ?? compressedSizeOf(url);
  sizes.set(url, size);
  return size;
}

/** Fonts and pictures as they are, the rest under brotli. */
function compressedSizeOf(url: string): number {
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

// Most of the time is waiting for what may still come, so a few pages wait side by side.
describe.concurrent('page weight, under brotli with a cold cache', () => {
  it.each(builtPages(dist))('/%s untouched transfers at most 120 KiB', async (path) => {
    const { total, script } = await untouchedTransferOf(path);
    measured.push(
      `/${path}: ${(total / KiB).toFixed(1)} KiB, scripts ${(script / KiB).toFixed(1)}`,
    );
    expect(total).toBeLessThanOrEqual(budgets.page);
    // These pages are a tool from the start; every other one is read before an island wakes.
    if (!['exam/', 'progress/', 'review/', 'search/'].includes(path))
      expect(script).toBeLessThanOrEqual(budgets.scriptBeforeDemo);
  });

  it.each(writtenChapters(dist))('all demos of %s cost at most 550 KiB more', async (id) => {
    const before = await untouchedTransferOf(`chapters/${id}/`);
    const after = await transferOf(`chapters/${id}/`, scrollThrough);
    measured.push(`${id}, demos: ${((after.total - before.total) / KiB).toFixed(1)} KiB more`);
    expect(after.total - before.total).toBeLessThanOrEqual(budgets.demo);
  });
});

/** What the test images that a page has fetched weigh, each as often as it was fetched. */
const testImages = ({ files }: Transfer) =>
  files
    .filter((file) => /\/images\/gallery/.test(file))
    .reduce((sum, file) => sum + sizeOf(file), 0);

describe('page weight of demos in use', () => {
  it.each([
    ['the cover', '', useCover],
    ['the playground, beside its test images,', 'network/', usePlayground],
    ['the shift lab, beside its test images,', 'chapters/equivariance-invariance/', useShiftLab],
    ['the bench, beside its test images,', 'chapters/visualization-methods/', useBench],
  ])('%s in use costs at most 550 KiB more than its page untouched', async (name, path, use) => {
    const before = await untouchedTransferOf(path);
    const after = await transferOf(path, use);
    const more = after.total - before.total - testImages(after);
    measured.push(
      `${name} in use: ${(more / KiB).toFixed(1)} KiB more; test images ${(testImages(after) / KiB).toFixed(1)}`,
    );
    expect(more).toBeGreaterThan(0);
    expect(more).toBeLessThanOrEqual(budgets.demo);
    expect(after.files.filter((file) => file.includes('/images/gallery.png'))).toEqual([]);
  });

  it('the 500 pictures to search weigh what their button says', async () => {
    const page = await openPage('network/');
    const button = await page.getByRole('button', { name: /Search 500 pictures/ }).innerText();
    const { size } = statSync(join(dist, 'images/gallery.png'));
    expect(button).toContain(`(${(size / 1e6).toFixed(1)} MB)`);
  });
});

afterAll(() => console.warn(measured.join('\n')));
