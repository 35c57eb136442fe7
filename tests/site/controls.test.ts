import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openPage, type OpenOptions } from './page.ts';

const CHAPTER = '/chapters/conv-input-gradient/';
/** How long a page on a busy machine may take to do what is expected of it. */
const PATIENCE = { timeout: 20_000 };

/** A jump of the page, as the browser measures it; TypeScript's DOM does not know it. */
interface LayoutShift extends PerformanceEntry {
  value: number;
}

/** The lab of the chapter, in view and alive. */
async function openLab(query = '', options: OpenOptions = {}) {
  const page = await openPage(CHAPTER + query, options);
  const lab = page.locator('#conv-input-gradient-lab');
  await lab.scrollIntoViewIfNeeded();
  await expect.poll(() => lab.locator('.demo-status').innerText(), PATIENCE).toContain('Runs on');
  const grid = lab.getByRole('grid', { name: 'Input X' });
  const cell = (row: number, column: number) =>
    grid.locator(`[data-r="${row}"][data-c="${column}"]`);
  return { page, lab, grid, cell };
}

const focused = (page: Page) =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label'));

describe('a grid of numbers, by keyboard', () => {
  it('moves by the arrows, takes what is typed, and goes on from the same cell', async () => {
    const { page, cell } = await openLab();
    await cell(0, 0).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.type('-7.5');
    await page.keyboard.press('Enter');
    expect(await cell(1, 1).innerText()).toBe('−7.5');
    expect(await focused(page)).toBe('−7.5, row 1, column 1');
  });

  it('takes back what was typed on Escape', async () => {
    const { page, cell } = await openLab();
    const before = await cell(1, 1).innerText();
    await cell(1, 1).focus();
    await page.keyboard.type('99');
    await page.keyboard.press('Escape');
    expect(await cell(1, 1).innerText()).toBe(before);
    expect(await focused(page)).toContain('row 1, column 1');
  });

  it('keeps the old number when letters are typed, and says so', async () => {
    const { page, grid, cell } = await openLab();
    const before = await cell(1, 1).innerText();
    await cell(1, 1).focus();
    await page.keyboard.type('abc');
    await page.keyboard.press('Enter');
    expect(await cell(1, 1).innerText()).toBe(before);
    expect(await grid.locator('xpath=following-sibling::*[@role="status"]').innerText()).toBe(
      `“abc” is not a number; the cell keeps ${before}.`,
    );
  });

  it('takes the nearest number it may when one is out of range, and names the range', async () => {
    const page = await openPage('');
    const weights = page.getByRole('grid', { name: 'The nine weights of the kernel' });
    const cell = weights.locator('[data-r="1"][data-c="1"]');
    await cell.focus();
    await expect
      .poll(() => page.locator('#cover').getAttribute('data-live'), PATIENCE)
      .toBe('true');
    const message = weights.locator('xpath=following-sibling::*[@role="status"]');
    await page.keyboard.type('-2000');
    await page.keyboard.press('Enter');
    expect(await cell.innerText()).toBe('−999');
    expect(await message.innerText()).toBe(
      'A cell takes numbers from −999 to 999; this one is now −999.',
    );
    await page.keyboard.press('PageUp');
    expect(await cell.innerText()).toBe('−998');
    expect(await message.innerText()).toBe('');
    for (let i = 0; i < 2; i++) await page.keyboard.press('PageDown');
    expect(await message.innerText()).toContain('from −999 to 999');
  });

  it('is one stop of the Tab key', async () => {
    const { page, grid, cell } = await openLab();
    await cell(0, 0).focus();
    await page.keyboard.press('Tab');
    expect(await grid.evaluate((table) => table.contains(document.activeElement))).toBe(false);
  });
});

describe('a grid of numbers, by touch', () => {
  it('opens a cell on a tap, with targets of at least 24 pixels at 360 pixels width', async () => {
    const { page, cell } = await openLab('', {
      hasTouch: true,
      isMobile: true,
      viewport: { width: 360, height: 800 },
    });
    await cell(1, 1).tap();
    await page.keyboard.type('4');
    await cell(0, 0).tap();
    expect(await cell(1, 1).innerText()).toBe('4');
    const box = await cell(1, 1).boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(24);
  });
});

describe('the link of a demo', () => {
  it('follows the state, and restores it when it is opened again', async () => {
    const { page, cell } = await openLab();
    await cell(1, 1).focus();
    await page.keyboard.type('42');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => new URL(page.url()).searchParams.get('conv-input-gradient-lab'), PATIENCE)
      .toContain('42');
    await page.reload();
    await page.locator('#conv-input-gradient-lab').scrollIntoViewIfNeeded();
    await expect.poll(() => cell(1, 1).innerText(), PATIENCE).toBe('42');
  });

  it('forgets the state on Reset', async () => {
    const { page, lab, cell } = await openLab();
    const before = await cell(1, 1).innerText();
    await cell(1, 1).focus();
    await page.keyboard.type('42');
    await page.keyboard.press('Enter');
    await lab.getByRole('button', { name: 'Reset' }).click();
    expect(await cell(1, 1).innerText()).toBe(before);
    await expect.poll(() => new URL(page.url()).search, PATIENCE).toBe('');
  });

  it('that is malformed gives the usual state, and says so', async () => {
    const { lab, cell } = await openLab('?conv-input-gradient-lab=%7Boops');
    expect(await lab.locator('.demo-notice').innerText()).toContain('could not be read');
    expect(await cell(0, 0).innerText()).not.toBe('');
  });
});

describe('more than half a second of work', () => {
  it('shows how far it is, can be stopped, and keeps what there is', async () => {
    const page = await openPage('/chapters/conv-kernel-gradient/?backend=cpu');
    const demo = page.locator('#conv-kernel-gradient-learn');
    await demo.scrollIntoViewIfNeeded();
    await expect.poll(() => demo.getAttribute('data-live'), PATIENCE).toBe('true');
    await demo.getByRole('button', { name: 'Run to 1,000' }).click();
    const progress = demo.locator('.demo-progress');
    await expect.poll(() => progress.innerText(), PATIENCE).toMatch(/Computing, \d+ %/);
    await progress.getByRole('button', { name: 'Stop' }).click();
    await expect.poll(() => progress.count(), PATIENCE).toBe(0);
    expect(await demo.locator('.demo-error').count()).toBe(0);
    await expect
      .poll(() => demo.locator('.demo-result').innerText(), PATIENCE)
      .toMatch(/After [1-9]\d* steps/);
  });
});

describe('the first frame', () => {
  it('stands still when the demo comes alive', async () => {
    const page = await openPage(CHAPTER);
    // Letters move when the fonts arrive; that is not what is asked here.
    await page.evaluate(() => document.fonts.ready);
    await page.evaluate(() => {
      const shifts: number[] = [];
      Object.assign(globalThis, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shifts.push((entry as LayoutShift).value);
      }).observe({ type: 'layout-shift' });
    });
    const lab = page.locator('#conv-input-gradient-lab');
    await lab.scrollIntoViewIfNeeded();
    await expect.poll(() => lab.locator('.demo-status').innerText(), PATIENCE).toContain('Runs on');
    await page.waitForTimeout(500);
    const shifts = await page.evaluate(
      () => (globalThis as unknown as { shifts: number[] }).shifts,
    );
    expect(shifts.reduce((sum, shift) => sum + shift, 0)).toBeLessThan(0.01);
  });
});
