import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { frameOf } from './drawing.ts';
import { openPage } from './page.ts';

/** Opens the chapter at one of its figures, and waits until that hears. */
async function openFigure(id: string): Promise<{ page: Page; demo: Locator }> {
  const page = await openPage('chapters/dimensionality-reduction/');
  await page.locator(`#${id}`).scrollIntoViewIfNeeded();
  await page.locator(`#${id}[data-live]`).waitFor();
  return { page, demo: page.locator(`#${id}`) };
}

const titleOf = (demo: Locator) => demo.locator('.dr-map figcaption').first().textContent();
const choose = (demo: Locator, name: string) =>
  demo.getByRole('radio', { name, exact: true }).check({ force: true });

describe('the maps of 500 pictures', () => {
  it('show a picture and its nearest to the pointer, to the arrows and to the link', async () => {
    const { page, demo } = await openFigure('dimensionality-reduction');
    const looked = demo.locator('.dr-looked');
    const first = await looked.textContent();
    const plane = demo.locator('.dr-plane');
    const { x, y, width, height } = await frameOf(plane);
    await page.mouse.move(x + 0.35 * width, y + 0.3 * height);
    await expect.poll(() => looked.textContent()).not.toBe(first);
    await page.mouse.move(x - 20, y);
    await expect.poll(() => looked.textContent()).toBe(first);
    await plane.focus();
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => looked.textContent()).not.toBe(first);
    await expect.poll(() => page.url()).toContain('picture');
    expect(await demo.locator('.dr-near li').count()).toBe(5);
  });

  it('fetch the pictures only when a reader runs the computation, show its steps, and reset', async () => {
    const { page, demo } = await openFigure('dimensionality-reduction');
    const fetched: string[] = [];
    page.on('request', (request) => fetched.push(request.url()));
    await choose(demo, 'average');
    await choose(demo, 'logits');
    await expect.poll(() => titleOf(demo)).toMatch(/^logits, 10 numbers.* as recorded/);
    expect(fetched.filter((url) => /gallery\.png|models/.test(url))).toEqual([]);
    await demo.getByRole('button', { name: 'Run t-SNE here' }).click();
    await expect.poll(() => titleOf(demo), { timeout: 60_000 }).toMatch(/step \d+ of 750/);
    await expect.poll(() => titleOf(demo), { timeout: 60_000 }).toMatch(/computed here/);
    const right = demo.getByRole('row', { name: /in this map/ }).getByRole('cell');
    const share = Number.parseFloat((await right.textContent()) ?? '');
    expect(share).toBeGreaterThan(87);
    expect(share).toBeLessThan(92);
    await demo.getByRole('button', { name: 'Reset' }).click();
    await expect.poll(() => titleOf(demo)).toMatch(/^pixels.* as recorded/);
  });
});

describe('points that are flat already', () => {
  it('a group can be dragged, and moved by the arrows; the map keeps its distance', async () => {
    const { page, demo } = await openFigure('dimensionality-reduction-strewn');
    await choose(demo, 'one nine times as far');
    const ratios = () => demo.locator('tbody td').allTextContents();
    await expect.poll(async () => Number((await ratios())[0])).toBeGreaterThan(9);
    const plane = demo.locator('.dr-plane').first();
    await plane.scrollIntoViewIfNeeded();
    const { x, y, width, height } = await frameOf(plane);
    await page.mouse.move(x + 0.9 * width, y + 0.66 * height);
    await page.mouse.down();
    await page.mouse.move(x + 0.5 * width, y + 0.3 * height, { steps: 4 });
    await page.mouse.up();
    await expect.poll(async () => Number((await ratios())[0])).toBeLessThan(8);
    await expect.poll(async () => Number((await ratios())[1])).toBeLessThan(1.5);
    const before = (await ratios())[0];
    await plane.focus();
    await page.keyboard.press('ArrowUp');
    await expect.poll(async () => (await ratios())[0]).not.toBe(before);
    await expect.poll(() => decodeURIComponent(page.url())).toContain('moved');
  });
});
