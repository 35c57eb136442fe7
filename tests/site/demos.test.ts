import type { Locator } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { writtenChapters } from './pages.ts';
import { openPage } from './page.ts';

const chapters = writtenChapters(inject('dist'));

/** The button that runs a check; while a check is slow, one that stops it stands beside it. */
const startOf = (check: Locator) => check.getByRole('button', { name: /^Check it( again)?$/ });

describe('every check in the page', () => {
  it.each(chapters)(
    'all boxed formulas of %s hold when the reader presses the button',
    async (id) => {
      const page = await openPage(`chapters/${id}/`);
      const checks = page.locator('.check-it');
      const count = await checks.count();
      expect(count).toBeGreaterThan(1);
      for (let index = 0; index < count; index++) {
        const check = checks.nth(index);
        await check.scrollIntoViewIfNeeded();
        await page.waitForFunction(
          (element) => !element?.closest('astro-island')?.hasAttribute('ssr'),
          await check.elementHandle(),
        );
        await startOf(check).click();
        await check.locator('.check-report').waitFor({ timeout: 60_000 });
        const rows = check.locator('.check-report tbody tr');
        expect(await rows.count()).toBeGreaterThan(0);
        expect(await check.locator('.check-report').textContent()).not.toMatch(/✗|fail/i);
      }
    },
  );

  it.each(chapters)('the demos of %s leak nothing over a hundred interactions', async (id) => {
    const page = await openPage(`chapters/${id}/`);
    const check = page.locator('.check-it').first();
    await check.scrollIntoViewIfNeeded();
    await page.waitForFunction(
      () => !document.querySelector('.check-it')?.closest('astro-island')?.hasAttribute('ssr'),
    );
    const press = async () => {
      await startOf(check).click();
      await expect.poll(() => startOf(check).isEnabled(), { timeout: 60_000 }).toBe(true);
    };
    const tensors = () =>
      page.evaluate(() =>
        (
          globalThis as unknown as { bookRuntime: { tensors(): Promise<number> } }
        ).bookRuntime.tensors(),
      );
    await press();
    const before = await tensors();
    for (let count = 0; count < 100; count++) await press();
    expect(await tensors()).toBe(before);
  });
});
