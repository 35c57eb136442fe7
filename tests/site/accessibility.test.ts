import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { builtPages } from './pages.ts';
import { openPage } from './page.ts';

const dist = inject('dist');

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** The rules of axe that look at colours; another theme changes nothing for the others. */
const ofColours = ['color-contrast', 'link-in-text-block'];

/** What axe finds, a line a rule, with the first places. */
async function violationsOn(page: Page, rules: 'all' | 'of colours' = 'all'): Promise<string[]> {
  // Only what is wrong is described, and nothing is asked of frames: the book has none.
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode();
  const result = await (rules === 'all' ? axe.withTags(tags) : axe.withRules(ofColours)).analyze();
  return result.violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .slice(0, 4)
        .map((node) => node.target.join(' '))
        .join(' | ')}`,
  );
}

// One page keeps one core busy.
describe.concurrent('accessibility (axe, WCAG 2.2 AA)', () => {
  it.for(builtPages(dist))(
    '/%s has no violation in the light and the dark theme',
    async (path, test) => {
      const page = await openPage(path, {
        test,
        colorScheme: 'light',
        expectErrors: path === '404.html',
      });
      await page.evaluate(async () => {
        for (let y = 0; y < document.body.scrollHeight; y += 600) {
          window.scrollTo(0, y);
          await new Promise((resolve) => setTimeout(resolve, 60));
        }
      });
      await page.waitForLoadState('networkidle');
      const inTheme = { light: await violationsOn(page), dark: ['not looked at'] };
      await page.emulateMedia({ colorScheme: 'dark' });
      // Colours that fade into one another would be taken at half way.
      await page.waitForTimeout(500);
      inTheme.dark = await violationsOn(page, 'of colours');
      expect(inTheme).toEqual({ light: [], dark: [] });
    },
  );

  it.for(['light', 'dark'] as const)(
    'review has no violation while it asks, shows an answer and looks back, in the %s theme',
    async (colorScheme, test) => {
      const page = await openPage('review/', { test, colorScheme });
      const found: Record<string, string[]> = {};
      await page.getByRole('checkbox', { name: 'A coarse map that knows the class' }).check();
      await page.getByRole('button', { name: 'Begin' }).click();
      for (const state of ['card', 'question']) {
        await page.locator('.session :is(.card-prompt, .quiz-prompt)').waitFor();
        found[state] = await violationsOn(page);
        await page.getByRole('button', { name: /Show the answer/ }).click();
        await page.locator('.grades').waitFor();
        found[`${state}, answer`] = await violationsOn(page);
        await page.getByRole('button', { name: /^Good/ }).click();
      }
      await page.getByRole('button', { name: 'Stop' }).click();
      for (const fold of await page.getByText('As a table').all()) await fold.click();
      found['overview'] = await violationsOn(page);
      await page.goto(`${inject('baseUrl')}progress/`);
      await page.locator('.standings').waitFor();
      found['progress'] = await violationsOn(page);
      expect(Object.values(found).flat()).toEqual([]);
    },
  );

  it.for(builtPages(dist))(
    'nothing on /%s is wider than the screen, at 320 px and up',
    async (path, test) => {
      const page = await openPage(path, {
        test,
        viewport: { width: 320, height: 640 },
        expectErrors: path === '404.html',
      });
      for (const width of [320, 768, 1280, 1440]) {
        await page.setViewportSize({ width, height: 640 });
        const excess = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(`${width} px: ${excess} too wide`).toBe(`${width} px: 0 too wide`);
      }
    },
  );
});
