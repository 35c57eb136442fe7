import { describe, expect, inject, it } from 'vitest';
import type { Page } from 'playwright-core';
import { openPage } from './page.ts';

const chapter = 'chapters/conv-kernel-gradient/';

/** Brings the quiz to life, as scrolling to it does. */
async function openQuiz(page: Page) {
  await page.locator('.quiz').scrollIntoViewIfNeeded();
  await page.locator('.quiz[data-live=true]').waitFor();
}

/** The first item whose answer is one of two or more radio buttons. */
const firstChoice = (page: Page) =>
  page
    .locator('.quiz-item')
    .filter({ has: page.locator('input[type=radio]') })
    .first();

describe('the quiz of a chapter', () => {
  it('without JavaScript is a form with folded answers', async () => {
    const page = await openPage(chapter, { javaScriptEnabled: false });
    const solution = page.locator('.quiz-solution').first();
    const summary = solution.locator('> summary');
    expect(await summary.isVisible()).toBe(true);
    await summary.click();
    expect(await solution.getAttribute('open')).not.toBeNull();
    expect(await page.locator('.quiz-check').count()).toBe(0);
  });

  it('meets a wrong option with its own words and a link to the section that settles it', async () => {
    const page = await openPage(chapter);
    await openQuiz(page);
    const item = firstChoice(page);
    const options = item.locator('input[type=radio]');
    let sawWrong = false;
    let sawRight = false;
    for (let index = 0; index < (await options.count()); index++) {
      await options.nth(index).check();
      await item.locator('.quiz-check').click();
      const verdict = item.locator('.quiz-verdict-word');
      await verdict.waitFor();
      if ((await verdict.getAttribute('data-right')) === 'true') sawRight = true;
      else {
        sawWrong = true;
        const link = item.locator('.quiz-feedback a, .quiz-verdict a').first();
        const target = (await link.getAttribute('href')) ?? '';
        expect(target).toMatch(/#/);
        if (target.startsWith('#')) expect(await page.locator(target).count()).toBe(1);
      }
    }
    expect([sawWrong, sawRight]).toEqual([true, true]);
  });

  it('draws new numbers for a generated item, and the old answer no longer counts', async () => {
    const page = await openPage(chapter);
    await openQuiz(page);
    const button = page.getByRole('button', { name: /new numbers/i }).first();
    const item = page.locator('.quiz-item').filter({ has: button }).first();
    const before = await item.textContent();
    await button.click();
    await expect.poll(() => item.textContent()).not.toBe(before);
  });

  it('can be done with the keyboard alone', async () => {
    const page = await openPage(chapter);
    await openQuiz(page);
    const item = firstChoice(page);
    await item.locator('input[type=radio]').first().focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    await item.locator('.quiz-check').focus();
    await page.keyboard.press('Enter');
    await item.locator('.quiz-verdict-word').waitFor();
    expect(await item.locator('[aria-live], [role=status]').count()).toBeGreaterThan(0);
  });

  it('is kept on the device: the progress page knows the answer after a reload', async () => {
    const page = await openPage(chapter);
    await openQuiz(page);
    const item = firstChoice(page);
    await item.locator('input[type=radio]').first().check();
    await item.locator('.quiz-check').click();
    await item.locator('.quiz-verdict-word').waitFor();
    await page.goto(`${inject('baseUrl')}progress/`);
    await expect.poll(() => page.locator('.progress-panel').textContent()).toMatch(/correlation/);
    const log = await page.evaluate(() => localStorage.getItem('wtns:log') ?? '');
    expect(log).toContain('quiz-answer');
  });
});
