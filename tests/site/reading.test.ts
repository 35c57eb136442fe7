import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { openPage } from './page.ts';
import { builtPages, writtenChapters } from './pages.ts';

const chapter = 'chapters/conv-kernel-gradient/';

describe('reading', () => {
  it.each(builtPages(inject('dist')).filter((page) => page !== '404.html'))(
    '/%s opens without an error on the console, and has one heading and a title',
    async (path) => {
      const page = await openPage(path);
      expect(await page.locator('h1').count()).toBe(1);
      expect(await page.title()).toContain('What the Network Sees');
      expect(await page.locator('meta[http-equiv="content-security-policy"]').count()).toBe(1);
    },
  );

  it('the contents open by keyboard, mark the open chapter, and close again', async () => {
    const page = await openPage(chapter);
    await page.getByRole('button', { name: 'Contents' }).focus();
    await page.keyboard.press('Enter');
    const contents = page.getByRole('navigation', { name: 'Contents' });
    expect(await contents.isVisible()).toBe(true);
    expect(await contents.locator('[aria-current=page]').textContent()).toContain('kernel');
    await page.keyboard.press('Escape');
    expect(await contents.isVisible()).toBe(false);
  });

  it('the skip link leads past the header', async () => {
    const page = await openPage(chapter);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
  });

  it('a term shows its definition on hover and on focus, and Escape closes it', async () => {
    const page = await openPage(chapter);
    const term = page.locator('main a.term').first();
    await term.hover();
    const tip = page.locator('#tip');
    await tip.waitFor({ state: 'visible' });
    expect(await tip.textContent()).toContain(await term.getAttribute('data-tip'));
    await page.keyboard.press('Escape');
    expect(await tip.isVisible()).toBe(false);
    await page.mouse.move(0, 0);
    await page.keyboard.press('Shift+Tab');
    await term.focus();
    await tip.waitFor({ state: 'visible' });
    expect(await term.getAttribute('aria-describedby')).toBe('tip');
  });

  it('on touch the first tap on a term shows its definition, the second follows it', async () => {
    const page = await openPage(chapter, { hasTouch: true, viewport: { width: 360, height: 740 } });
    const term = page.locator('main a.term').first();
    await term.scrollIntoViewIfNeeded();
    await term.tap();
    expect(await page.locator('#tip').isVisible()).toBe(true);
    expect(page.url()).toContain(chapter);
    await term.tap();
    await page.waitForURL('**/glossary/**');
  });

  it('pointing at a symbol marks the same quantity everywhere, and leaving unmarks it', async () => {
    const page = await openPage(chapter);
    const symbol = page.locator('main a.sym[data-role=kernel]').first();
    await symbol.hover();
    expect(await page.locator('main').getAttribute('data-mark')).toBe('kernel');
    await symbol.focus();
    expect(await page.locator('main').getAttribute('data-mark')).toBe('kernel');
    await page.locator('h1').hover();
    expect(await page.locator('main').getAttribute('data-mark')).toBeNull();
  });

  it('pointing at a figure marks the same quantity in the formulas, and the other way round', async () => {
    const page = await openPage(chapter);
    const main = page.locator('main');
    const formula = page.locator('.math-display [data-role=upstream]').first();
    const washOf = () => formula.evaluate((element) => getComputedStyle(element).backgroundColor);
    const plain = await washOf();
    await page.locator('.demo .grid-figure[data-role=upstream]').first().hover();
    expect(await main.getAttribute('data-mark')).toBe('upstream');
    expect(await washOf()).not.toBe(plain);
    await page.locator('h1').hover();
    expect(await washOf()).toBe(plain);
    await formula.hover();
    expect(await main.getAttribute('data-mark')).toBe('upstream');
  });

  it('the choice of colours is kept on the next page', async () => {
    const page = await openPage(chapter, { colorScheme: 'light' });
    const button = page.locator('#theme');
    await button.click();
    await button.click();
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    await page.goto(inject('baseUrl') + 'glossary/');
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
  });

  it.each(builtPages(inject('dist')))('/%s sets no word against a link or a key', (path) => {
    const file = path === '' || path.endsWith('/') ? `${path}index.html` : path;
    const html = readFileSync(join(inject('dist'), file), 'utf8');
    const text = html.replaceAll(/<(script|style|svg|pre)\b.*?<\/\1>/gs, '');
    expect(text.match(/.{20}[\w,;:]<(?:a|kbd)[ >].{20}/g)).toBe(null);
  });

  it('without JavaScript the text, formulas, first frames and folded answers are all there', async () => {
    const page = await openPage(chapter, { javaScriptEnabled: false });
    expect(await page.locator('.katex').count()).toBeGreaterThan(20);
    expect(await page.locator('.demo').first().isVisible()).toBe(true);
    await page.locator('#card summary').click();
    expect(await page.locator('#card .card-answer').isVisible()).toBe(true);
    expect(await page.locator('#theme').isVisible()).toBe(false);
    await page.locator('main a.term').first().click();
    await page.waitForURL('**/glossary/**');
  });

  it.each(writtenChapters(inject('dist')))(
    'without JavaScript no demo of %s asks for a press that does nothing',
    async (id) => {
      const page = await openPage(`chapters/${id}/`, { javaScriptEnabled: false });
      const seen = page.locator('.demo :is(.button, .toggle)').filter({ visible: true });
      expect(await seen.allInnerTexts()).toEqual([]);
    },
  );
});
