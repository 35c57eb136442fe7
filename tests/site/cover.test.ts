import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openPage, type OpenOptions } from './page.ts';

const PATIENCE = { timeout: 20_000 };

/** The cover, asleep; nothing it would need to wake arrives before `arrive` is called. */
async function openSleeping(options: OpenOptions = {}) {
  let arrive = () => undefined as void;
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const page = await openPage('', {
    ...options,
    before: async (page) => {
      await page.route(/\/Cover[^/]*\.js(on)?$/, async (route) => {
        await arrived;
        await route.continue();
      });
    },
  });
  return { page, arrive };
}

const isLive = (page: Page) =>
  expect.poll(() => page.locator('#cover').getAttribute('data-live'), PATIENCE).toBe('true');
const result = (page: Page) => page.locator('#cover .demo-result').textContent();

describe('the cover, pressed before it has come alive', () => {
  it('does everything that was pressed, in that order', async () => {
    const { page, arrive } = await openSleeping();
    const before = await page.locator('.cover-share').textContent();
    await page.getByText('ReLU: keep the positive part').click();
    await page.getByRole('radio').nth(1).click({ force: true });
    await page.getByRole('radio').nth(2).click({ force: true });
    await page.waitForTimeout(700);
    expect(await page.locator('.cover-share').textContent()).toBe(before);
    arrive();
    await isLive(page);
    expect(await page.getByRole('checkbox').isChecked()).toBe(true);
    expect(await page.getByRole('radio').nth(2).isChecked()).toBe(true);
    await expect.poll(() => page.url()).toMatch(/relu.*kernel|kernel.*relu/);
  });

  it('takes a switch that was pressed twice as off again', async () => {
    const { page, arrive } = await openSleeping();
    const relu = page.getByText('ReLU: keep the positive part');
    await relu.click();
    await relu.click();
    await relu.click();
    arrive();
    await isLive(page);
    expect(await page.getByRole('checkbox').isChecked()).toBe(true);
    await relu.click();
    expect(await page.getByRole('checkbox').isChecked()).toBe(false);
  });

  it('puts the window where a finger tapped', async () => {
    const { page, arrive } = await openSleeping({
      hasTouch: true,
      isMobile: true,
      viewport: { width: 360, height: 740 },
    });
    const before = await result(page);
    const photo = page.locator('.cover-photo .pixel-image');
    await photo.scrollIntoViewIfNeeded();
    await photo.tap({ position: { x: 40, y: 40 } });
    arrive();
    await isLive(page);
    await expect.poll(() => result(page), PATIENCE).not.toBe(before);
    const woken = await result(page);
    await photo.tap({ position: { x: 40, y: 40 } });
    expect(await result(page)).toBe(woken);
  });

  it('moves by the arrows that were pressed', async () => {
    const { page, arrive } = await openSleeping();
    const row = async () => Number(/row (\d+)/.exec((await result(page)) ?? '')?.[1]);
    const before = await row();
    await page.locator('.cover-photo .pixel-image').focus();
    for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowUp');
    arrive();
    await isLive(page);
    expect(await row()).toBe(before - 3);
  });

  it('wakes at the next touch when its program did not arrive at the first', async () => {
    let broken = true;
    const page = await openPage('', {
      expectErrors: true,
      before: async (page) => {
        await page.route(/Cover[^/]*\.js/, (route) => (broken ? route.abort() : route.continue()));
      },
    });
    const relu = page.getByText('ReLU: keep the positive part');
    await relu.click();
    await page.waitForTimeout(2500);
    broken = false;
    await page.mouse.move(0, 0);
    await relu.click();
    await isLive(page);
    expect(await page.getByRole('checkbox').isChecked()).toBe(true);
  });
});
