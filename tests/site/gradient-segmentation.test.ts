import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openPage } from './page.ts';

const CHAPTER = 'chapters/gradient-segmentation/';

async function openDemo(id: string, search = ''): Promise<Page> {
  const page = await openPage(CHAPTER + search);
  await page.locator(`#${id}`).scrollIntoViewIfNeeded();
  await page.locator(`#${id}[data-live]`).waitFor();
  return page;
}

const slow = { timeout: 60_000 };
const said = (page: Page, id: string) => page.locator(`#${id} .demo-result`).textContent();
const queryOf = (state: object) => `?cuts=${encodeURIComponent(JSON.stringify(state))}`;

it('the chapter’s figures are complete without JavaScript', async () => {
  const page = await openPage(CHAPTER, { javaScriptEnabled: false });
  expect(await page.locator('#cuts .map-tile img').count()).toBe(6);
  expect(await said(page, 'cuts')).toMatch(/0\.22.*0\.93.*0\.43/);
  expect(await page.locator('#paths .cut-node').count()).toBe(16);
});

describe('the cuts', () => {
  it('of a network that was never trained are as good: the bet', async () => {
    const page = await openDemo('cuts');
    await page.getByRole('button', { name: 'far worse' }).click();
    const answer = page.getByText('Not so:').locator('..');
    await answer.waitFor(slow);
    expect(await answer.textContent()).toContain('0.92, where the trained network’s had 0.93');
  });

  it('are lost when the frog is disguised, although the network still says frog', async () => {
    const page = await openDemo('cuts', queryOf({ disguise: 1 }));
    await expect.poll(() => said(page, 'cuts'), slow).toMatch(/0\.22 for.*0\.03 for the cut/);
    const frog = page.locator('#cuts .class-choice [data-most]');
    expect(await frog.textContent()).toContain('frog');
  });

  it('follow the object when the arrows move it, and other sliders without a new map', async () => {
    const page = await openDemo('cuts');
    const scene = page.locator('#cuts [role=application]');
    await scene.focus();
    await scene.press('ArrowLeft');
    await expect.poll(() => said(page, 'cuts'), slow).not.toMatch(/0\.43 for the cut from a disc/);
    await page
      .locator('#cuts')
      .getByRole('checkbox', { name: /for certain/ })
      .check();
    await expect
      .poll(() => said(page, 'cuts'), slow)
      .not.toMatch(/0\.9\d for the cut from its seeds/);
    await page.locator('#cuts').getByRole('button', { name: 'Reset' }).click();
    await expect.poll(() => said(page, 'cuts'), slow).toMatch(/0\.22.*0\.93.*0\.43/);
  });
});

describe('the cut of sixteen pixels', () => {
  it('ends with the energy of the cheapest of all labellings, and changes with λ', async () => {
    const page = await openDemo('paths');
    const demo = page.locator('#paths');
    const on = demo.getByRole('button', { name: 'Step on' });
    while (!(await on.isDisabled())) await on.click();
    expect(await said(page, 'paths')).toContain('7 of 16 pixels');
    await demo.getByRole('textbox', { name: 'smoothness, as a number' }).fill('12');
    await demo.getByRole('textbox', { name: 'smoothness, as a number' }).press('Enter');
    await expect.poll(() => said(page, 'paths'), slow).toContain('0 of 16 pixels');
  });
});
