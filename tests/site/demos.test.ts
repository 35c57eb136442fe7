import type { Locator, Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { writtenChapters } from './pages.ts';
import { openPage } from './page.ts';

const chapters = writtenChapters(inject('dist'));

/** The button that runs a check; while a check is slow, one that stops it stands beside it. */
const startOf = (check: Locator) => check.getByRole('button', { name: /^Check it( again)?$/ });

// One page keeps one core busy.
describe.concurrent('every check in the page', () => {
  it.for(chapters)(
    'all boxed formulas of %s hold when the reader presses the button',
    async (id, test) => {
      const page = await openPage(`chapters/${id}/`, { test });
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
});

describe('the demos', () => {
  it.each(chapters)(
    'of %s leave as many tensors after a hundred interactions',
    async (id) => {
      const page = await openPage(`chapters/${id}/`);
      for (const demo of await page.locator('.demo').all()) {
        await demo.evaluate((element) => element.scrollIntoView());
        await page.waitForTimeout(300);
      }
      const sliders = await page.locator('.demo input[type=range]:enabled').all();
      // One chapter's demos have none.
      const choices = await page.locator('.demo input[type=radio]:enabled').all();
      const controls = sliders.length > 0 ? sliders : choices;
      expect(controls.length).toBeGreaterThan(0);
      /** A slider a step up and down again, or the choices one after the other. */
      const use = async (times: number) => {
        for (let i = 0; i < times; i++)
          await controls[Math.floor(i / 2) % controls.length]?.press(
            i % 2 === 0 ? 'ArrowRight' : 'ArrowLeft',
          );
      };
      // Networks and pictures that are fetched once stay: all have come when a second use adds none.
      await use(4 * controls.length);
      let before = await tensorsAtRest(page);
      for (let known = -1; before !== known; before = await tensorsAtRest(page)) {
        known = before;
        await page.waitForLoadState('networkidle');
        await page.waitForTimeout(1000);
        await use(2 * controls.length);
      }
      await use(100);
      expect(await tensorsAtRest(page)).toBe(before);
    },
    300_000,
  );
});

/**
 * The tensors that the worker holds, once no demo is under way any more and their number no longer
 * changes: a long climb holds the same few from its first step to its last. A demo shows after half a
 * second that it is at work, so the number has to stand for longer.
 */
async function tensorsAtRest(page: Page): Promise<number> {
  const count = () =>
    page.evaluate(
      () =>
        (
          globalThis as unknown as { bookRuntime?: { tensors(): Promise<number> } }
        ).bookRuntime?.tensors() ?? 0,
    );
  const atWork = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('.demo progress')].some((bar) => bar.checkVisibility()),
    );
  let [last, same] = [await count(), 0];
  for (let tries = 0; same < 6; tries++) {
    if (tries > 800) throw new Error('The number of tensors does not come to rest.');
    await page.waitForTimeout(150);
    const now = await count();
    same = now === last && !(await atWork()) ? same + 1 : 0;
    last = now;
  }
  return last;
}
