import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { frameOf, inkOn, stroke } from './drawing.ts';
import { openPage } from './page.ts';

/** Opens the page at the playground and waits until it hears. */
async function openPlayground(
  search = '',
  options: Parameters<typeof openPage>[1] = {},
): Promise<Page> {
  const page = await openPage(`network/${search}`, options);
  await page.locator('#network').scrollIntoViewIfNeeded();
  await page.locator('#network[data-live]').waitFor();
  return page;
}

const result = (page: Page) => page.locator('#network .demo-result').textContent();
const says = async (page: Page) => /says (\w+)/.exec((await result(page)) ?? '')?.[1];
const values = (page: Page) => page.locator('.network-value').textContent();

/** The playground with an empty canvas, and what the network says of that. */
async function openCanvas(options: Parameters<typeof openPage>[1] = {}) {
  const page = await openPlayground('', options);
  const maps = page.locator('.network-sheet img');
  await expect.poll(() => maps.getAttribute('src'), { timeout: 60_000 }).toMatch(/^data:/);
  const before = await result(page);
  await page.getByRole('radio', { name: 'draw one' }).check({ force: true });
  await expect.poll(() => result(page)).not.toBe(before);
  const pad = page.getByRole('application', { name: 'Canvas to draw on' });
  await pad.scrollIntoViewIfNeeded();
  return { page, pad, empty: await result(page) };
}

describe('the page on the network', () => {
  it('is complete without JavaScript', async () => {
    const page = await openPage('network/', { javaScriptEnabled: false });
    expect(await page.locator('.layer-table tbody tr').count()).toBe(9);
    expect(await page.locator('.confusion tbody td').count()).toBe(10 * 11);
    expect(await page.locator('.mistakes li').count()).toBe(24);
    expect(await page.locator('.plot-line').count()).toBe(2);
    expect(await says(page)).toBe('cat');
    expect(await page.locator('.network-probabilities tr').count()).toBe(10);
  });

  it('is found from the foot of every page', async () => {
    const page = await openPage('about/');
    await page.getByRole('link', { name: 'The network', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'The network' }).waitFor();
  });
});

describe('the network’s playground', () => {
  it('computes what the page was served with', async () => {
    const page = await openPlayground();
    const served = await result(page);
    // The served maps are a file; those that the browser computes, a data URI.
    const maps = page.locator('.network-sheet img');
    await expect.poll(() => maps.getAttribute('src'), { timeout: 60_000 }).toMatch(/^data:/);
    expect(await result(page)).toBe(served);
  });

  it('answers when another picture is chosen', async () => {
    const page = await openPlayground();
    const pictures = page.getByRole('application', { name: /Test images to choose from/ });
    await pictures.focus();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => says(page), { timeout: 60_000 }).not.toBe('cat');
    expect(await page.getByText('Test image: bird').count()).toBe(1);
    await expect.poll(() => page.url()).toContain('image');
  });

  it('shows the unit that is pressed, in any layer, and keeps it in the link', async () => {
    const page = await openPlayground();
    await page.getByRole('radio', { name: 'conv5' }).check({ force: true });
    const maps = page.getByRole('application', { name: /All maps of conv5/ });
    await maps.waitFor({ timeout: 60_000 });
    expect(await result(page)).toContain('in conv5');
    await maps.focus();
    await page.keyboard.press('Control+End');
    await expect.poll(() => result(page)).toContain('unit [7, 7] of map 127 in conv5');
    const value = await values(page);
    await expect.poll(() => page.url()).toContain('127');
    const other = await openPlayground(new URL(page.url()).search);
    await expect
      .poll(() => result(other), { timeout: 60_000 })
      .toContain('unit [7, 7] of map 127 in conv5');
    expect(await values(other)).toBe(value);
    await other.getByRole('button', { name: 'Reset' }).click();
    await expect.poll(() => result(other)).toContain('in conv3');
  });

  it('takes the reader’s own picture, and says so when it is none', async () => {
    const page = await openPlayground();
    await page.getByRole('radio', { name: /your own/ }).check({ force: true });
    const file = page.locator('#network input[type=file]');
    await file.setInputFiles({
      name: 'notes.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('no picture'),
    });
    await page.getByText('“notes.txt” is not a picture').waitFor();
    const before = await values(page);
    await file.setInputFiles('public/images/allium-oreophilum-96.png');
    await expect.poll(() => values(page), { timeout: 60_000 }).not.toBe(before);
    const own = await result(page);
    const picture = page.getByRole('application', { name: /to paint on/ });
    await picture.click({ position: { x: 150, y: 30 } });
    await expect.poll(() => result(page)).not.toBe(own);
  });

  it('answers a drawing while it is drawn, takes it back, and keeps it in the link', async () => {
    const { page, pad, empty } = await openCanvas();
    await stroke(page, pad, [0.2, 0.2], [0.8, 0.8], async () => {
      // The button is still down.
      await expect.poll(() => result(page)).not.toBe(empty);
    });
    const diagonal = await inkOn(pad);
    for (let i = 7; i < 25; i++) expect(diagonal).toContain(`${i},${i}`);
    await expect.poll(() => page.url()).toContain('drawn');
    const answer = await result(page);

    await page.getByRole('button', { name: 'Undo' }).click();
    expect(await inkOn(pad)).toEqual([]);
    await expect.poll(() => result(page)).toBe(empty);
    await page.getByRole('button', { name: 'Redo' }).click();
    await expect.poll(() => result(page)).toBe(answer);

    const other = await openPlayground(new URL(page.url()).search);
    const copy = other.getByRole('application', { name: 'Canvas to draw on' });
    await expect.poll(() => inkOn(copy)).toEqual(diagonal);
    await expect.poll(() => result(other), { timeout: 60_000 }).toBe(answer);
  });

  it('can be drawn in by keyboard, tools and all', async () => {
    const { page, pad, empty } = await openCanvas();
    await pad.focus();
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('Space');
    expect(await inkOn(pad)).toEqual(['0,0', '0,1', '1,0', '1,1']);
    expect(await page.locator('.drawing-pad [role=status]').textContent()).toBe(
      'Row 0, column 0: black.',
    );
    for (let i = 0; i < 20; i++) await page.keyboard.press('Shift+ArrowDown');
    expect(await inkOn(pad)).toHaveLength(22 * 2);
    await expect.poll(() => result(page)).not.toBe(empty);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('value'))).toBe('brush');
    await page.keyboard.press('ArrowRight');
    await pad.focus();
    await page.keyboard.press('Enter');
    expect((await inkOn(pad)).length).toBeLessThan(22 * 2);
    for (let i = 0; i < 22; i++) await page.keyboard.press('Control+z');
    expect(await inkOn(pad)).toEqual([]);
    await expect.poll(() => result(page)).toBe(empty);
  });

  it('can be drawn in by finger, without the page scrolling away', async () => {
    const { page, pad } = await openCanvas({
      hasTouch: true,
      isMobile: true,
      viewport: { width: 360, height: 740 },
    });
    const frame = await frameOf(pad);
    const top = await page.evaluate(() => scrollY);
    const touch = await page.context().newCDPSession(page);
    const at = (share: number) => ({
      x: frame.x + frame.width / 2,
      y: frame.y + share * frame.height,
    });
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at(0.9)] });
    await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [at(0.1)] });
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await expect.poll(async () => (await inkOn(pad)).length).toBeGreaterThan(3 * 24);
    expect(await page.evaluate(() => scrollY)).toBe(top);
  });

  it('lets a test image be painted on, and the eraser brings it back', async () => {
    const page = await openPlayground();
    await page.getByRole('checkbox', { name: 'paint on the picture' }).check();
    const pad = page.getByRole('application', { name: 'Test image: cat, to paint on' });
    const plain = await pad.locator('img').getAttribute('src');
    const before = await result(page);
    await stroke(page, pad, [0.3, 0.3], [0.7, 0.3]);
    await expect.poll(() => result(page), { timeout: 60_000 }).not.toBe(before);
    await page.getByRole('radio', { name: 'eraser' }).check({ force: true });
    await page.getByRole('radio', { name: '9', exact: true }).check({ force: true });
    await stroke(page, pad, [0.3, 0.3], [0.7, 0.3]);
    expect(await pad.locator('img').getAttribute('src')).toBe(plain);
    await expect.poll(() => result(page)).toBe(before);
  });

  it('finds the pictures that excite a map, and shows one when it is pressed', async () => {
    const page = await openPlayground();
    await page.getByRole('button', { name: /Search 500 pictures/ }).click();
    const patches = page.locator('.network-patches li button');
    await expect.poll(() => patches.count(), { timeout: 90_000 }).toBe(8);
    const name = (await patches.first().getAttribute('aria-label')) ?? '';
    await patches.first().click();
    const [, unit] = /unit (\[\d+, \d+\])/.exec(name) ?? [];
    await expect.poll(() => result(page)).toContain(`unit ${unit} of map 28`);
  });

  it('meets damaged weights with a sentence, and loads them when they are whole again', async () => {
    const weights = readFileSync('public/models/base/weights.bin');
    const damaged = Buffer.from(weights);
    damaged[1000] = 255 - (damaged[1000] ?? 0);
    let whole = false;
    const page = await openPlayground('', {
      expectErrors: true,
      before: async (page) => {
        await page.context().route('**/models/base/weights.bin', async (route) => {
          await route.fulfill({ body: whole ? weights : damaged });
        });
      },
    });
    const alert = page.locator('#network .demo-error');
    await alert.waitFor({ timeout: 60_000 });
    expect(await alert.textContent()).toContain('arrived damaged');
    expect(await says(page)).toBe('cat');
    whole = true;
    await alert.getByRole('button', { name: 'Try again' }).click();
    await alert.waitFor({ state: 'detached', timeout: 60_000 });
    await page.getByRole('radio', { name: 'conv1' }).check({ force: true });
    await expect.poll(() => result(page), { timeout: 60_000 }).toContain('in conv1');
  });

  it('fits a narrow screen', async () => {
    const page = await openPlayground('', { viewport: { width: 360, height: 740 } });
    await page.getByRole('radio', { name: '500' }).check({ force: true });
    await expect.poll(() => says(page), { timeout: 60_000 }).toBeTruthy();
    const excess = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(excess).toBe(0);
  });
});
