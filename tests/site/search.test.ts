import { AxeBuilder } from '@axe-core/playwright';
import { describe, expect, it } from 'vitest';
import { openPage } from './page.ts';

describe('search', () => {
  it.each(['/', 'Control+k'])(
    '%s opens the dialog, and words lead to a section of a chapter',
    async (keys) => {
      const page = await openPage('glossary/');
      await page.keyboard.press(keys);
      const input = page.locator('pagefind-modal input').first();
      await input.waitFor({ state: 'visible' });
      await input.fill('transposed convolution');
      const result = page.locator('pagefind-modal pagefind-results a').first();
      await result.waitFor();
      const hrefs = await page
        .locator('pagefind-modal pagefind-results a')
        .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
      expect(hrefs.every((href) => href.startsWith('/some-base/'))).toBe(true);
      expect(hrefs.some((href) => /chapters\/conv-input-gradient\/#/.test(href))).toBe(true);
      const { violations } = await new AxeBuilder({ page }).include('pagefind-modal').analyze();
      expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.target}`)).toEqual([]);
      await page.keyboard.press('Escape');
      await input.waitFor({ state: 'hidden' });
    },
  );

  it('a title outweighs prose: the chapter named in the query comes first', async () => {
    const page = await openPage('search/?q=kernel+gradient+correlation');
    const first = page.locator('pagefind-results a').first();
    await first.waitFor();
    expect(await first.getAttribute('href')).toContain('chapters/conv-kernel-gradient/');
  });

  it('a card and a glossary entry are found at their own place', async () => {
    const page = await openPage('search/?q=stride');
    await page.locator('pagefind-results a').first().waitFor();
    const hrefs = await page
      .locator('pagefind-results a')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
    expect(hrefs).toContain('/some-base/glossary/#stride');
  });

  it('filters offer kinds and parts', async () => {
    const page = await openPage('search/?q=convolution');
    await page.locator('pagefind-results a').first().waitFor();
    const text = await page.locator('.search-filters').textContent();
    expect(text).toMatch(/Kind/);
    expect(text).toMatch(/Part/);
  });

  it('a formula is indexed once, as TeX', async () => {
    const page = await openPage('search/');
    const words = await page.evaluate<string>(`
      import('/some-base/pagefind/pagefind.js').then(async (pagefind) => {
        const { results } = await pagefind.search('kernel gradient');
        const data = await Promise.all(results.map((result) => result.data()));
        return data.find(({ url }) => url.includes('chapters/conv-kernel-gradient/')).content;
      })`);
    expect(words).toContain('\\sum');
    expect(words).not.toContain('∑');
  });
});
