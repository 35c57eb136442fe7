import { readFileSync } from 'node:fs';
import { describe, expect, inject, it } from 'vitest';
import type { Page } from 'playwright-core';
import { openPage } from './page.ts';

const chapter = 'chapters/conv-kernel-gradient/';

/** Answers the first item with radio buttons of the chapter's quiz, so that there is a log. */
async function answerSomething(page: Page) {
  await page.locator('.quiz').scrollIntoViewIfNeeded();
  await page.locator('.quiz[data-live=true]').waitFor();
  const item = page
    .locator('.quiz-item')
    .filter({ has: page.locator('input[type=radio]') })
    .first();
  await item.locator('input[type=radio]').first().check();
  await item.locator('.quiz-check').click();
  await item.locator('.quiz-verdict-word').waitFor();
}

const log = (page: Page) => page.evaluate(() => localStorage.getItem('wtns:log') ?? '');
const panel = (page: Page) => page.locator('.progress-panel');

/** A file as the reader would choose it in the import field. */
const file = (text: string) => ({
  name: 'progress.json',
  mimeType: 'application/json',
  buffer: Buffer.from(text),
});

describe('progress', () => {
  it('is exported, erased with a question and an undo, and imported again', async () => {
    const page = await openPage(chapter);
    await answerSomething(page);
    await page.goto(`${inject('baseUrl')}progress/`);
    await page.getByRole('button', { name: 'Export' }).waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export' }).click();
    const exported = readFileSync(await (await download).path(), 'utf8');
    const before = await log(page);
    expect(before).toContain('quiz-answer');

    await page.getByRole('button', { name: 'Erase…' }).click();
    await page.getByRole('button', { name: 'Erase everything' }).click();
    await expect.poll(() => log(page)).not.toContain('quiz-answer');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => log(page)).toContain('quiz-answer');

    await page.getByRole('button', { name: 'Erase…' }).click();
    await page.getByRole('button', { name: 'Erase everything' }).click();
    await expect.poll(() => log(page)).not.toContain('quiz-answer');
    await page.locator('input[type=file]').setInputFiles(file(exported));
    await expect.poll(() => log(page)).toContain('quiz-answer');
    await page.locator('input[type=file]').setInputFiles(file(exported));
    const events = (text: string) => text.split('quiz-answer').length;
    await expect.poll(async () => events(await log(page))).toBe(events(before));
  });

  it('erases the exam that was begun too, and brings it back with the rest', async () => {
    const page = await openPage('progress/');
    await page.evaluate(() => {
      const events = [{ id: 'a', t: 1, type: 'chapter-read', chapter: 'grad-cam' }];
      localStorage.setItem('wtns:log', JSON.stringify({ v: 2, epoch: '0', events }));
      localStorage.setItem('wtns:exam', 'a paper');
    });
    await page.reload();
    const draft = () => page.evaluate(() => localStorage.getItem('wtns:exam'));
    await page.getByRole('button', { name: 'Erase…' }).click();
    expect(await panel(page).innerText()).toContain('the exam you have begun');
    await page.getByRole('button', { name: 'Erase everything' }).click();
    await expect.poll(draft).toBe(null);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(draft).toBe('a paper');
  });

  it.each([
    ['no JSON', 'hello', 'is not JSON'],
    ['another shape', '{"recipes":[]}', 'was not exported by this book'],
    [
      'a future version',
      '{"kind":"what-the-network-sees/progress","v":99,"events":[]}',
      'newer version of the book (form 99',
    ],
  ])('a file with %s is refused with the reason, and nothing is lost', async (_, text, reason) => {
    const page = await openPage(chapter);
    await answerSomething(page);
    await page.goto(`${inject('baseUrl')}progress/`);
    await page.locator('input[type=file]').waitFor();
    const before = await log(page);
    await page.locator('input[type=file]').setInputFiles(file(text));
    await page.locator('.progress-message[data-bad=true]').waitFor();
    expect(await panel(page).textContent()).toContain(reason);
    expect(await log(page)).toBe(before);
  });

  it('full storage is met with a message, and the answer still counts on this page', async () => {
    const page = await openPage(chapter, {
      before: async (opened) => {
        await opened.addInitScript(() => {
          const write = Storage.prototype.setItem;
          Storage.prototype.setItem = function setItem(key: string, value: string) {
            if (key.startsWith('wtns:log')) throw new DOMException('full', 'QuotaExceededError');
            write.call(this, key, value);
          };
        });
      },
    });
    await answerSomething(page);
    await expect
      .poll(() => page.locator('.quiz-result').textContent())
      .toMatch(/storage|full|kept/i);
  });

  it('a read chapter is marked in the contents', async () => {
    const page = await openPage('');
    await page.evaluate(() => {
      const event = {
        id: 'a',
        t: Date.now(),
        type: 'chapter-read',
        chapter: 'conv-kernel-gradient',
      };
      localStorage.setItem('wtns:log', JSON.stringify({ v: 1, epoch: '0', events: [event] }));
    });
    await page.reload();
    const link = page.locator('.chapter-list [data-chapter-id=conv-kernel-gradient]');
    await expect.poll(() => link.getAttribute('data-progress')).toBe('read');
  });
});
