import { describe, expect, inject, it } from 'vitest';
import { openPage } from './page.ts';
import { writtenChapters } from './pages.ts';

const viewport = { width: 360, height: 740 };

// One page keeps one core busy.
describe.concurrent('on a telephone, 360 px wide', () => {
  it.for(writtenChapters(inject('dist')))(
    'the formulas of %s can be seen whole, those in folded answers too',
    async (id, test) => {
      const page = await openPage(`chapters/${id}/`, { test, viewport });
      const cut = await page.evaluate(async () => {
        for (const folded of document.querySelectorAll('details')) folded.open = true;
        await document.fonts.ready;
        return [...document.querySelectorAll('.math-display')].flatMap((formula) => {
          const excess = formula.scrollWidth - formula.clientWidth;
          return excess > 1 ? [`${excess} px too wide: ${formula.textContent.slice(0, 60)}`] : [];
        });
      });
      expect(cut).toEqual([]);
    },
  );

  it.for(writtenChapters(inject('dist')))(
    'the demos of %s are not wider than the screen, also when they are awake',
    async (id, test) => {
      const page = await openPage(`chapters/${id}/`, { test, viewport });
      for (const demo of await page.locator('astro-island .demo').all()) {
        if (!(await demo.isVisible())) continue;
        await demo.scrollIntoViewIfNeeded();
        await demo.hover({ position: { x: 4, y: 4 } }); // one at the top of a page waits for that
        await demo.and(page.locator('[data-live]')).waitFor();
      }
      const excess = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(`${excess} px too wide`).toBe('0 px too wide');
    },
  );
});
