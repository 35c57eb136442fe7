import { readFileSync } from 'node:fs';
import { describe, expect, inject, it } from 'vitest';
import type { Page } from 'playwright-core';
import { mulberry32 } from '../../src/numerics/random.ts';
import type { ProgressEvent, ReviewGrade } from '../../src/progress/log.ts';
import { importText } from '../../src/progress/importText.ts';
import { itemKey, reviewState } from '../../src/review/reviewState.ts';
import { openPage } from './page.ts';

const days = 30;
const first = Date.UTC(2026, 2, 2) / 86_400_000;
const address = (path: string): string => inject('baseUrl') + path;

/** Read on days 0, 3, 6, …; the clocks of Berlin go forward on day 27. */
const chapters = ['layer-sequencing', 'conv-kernel-gradient', 'grad-cam', 'receptive-field'];

/**
 * A reader who forgets: an item is recalled with the chance exp(−days since ÷ strength); the strength
 * grows with every recall and falls with every failure.
 */
class Reader {
  #random = mulberry32(20260302);
  #strength = new Map<string, number>();
  #last = new Map<string, number>();

  grade(key: string, day: number): ReviewGrade {
    const before = this.#strength.get(key);
    const chance =
      before === undefined ? 0.6 : Math.exp(-(day - (this.#last.get(key) ?? day)) / before);
    const recalled = this.#random() < chance;
    const strength = before === undefined ? 2 : recalled ? before * 2.3 : Math.max(1, before / 2);
    this.#strength.set(key, strength);
    this.#last.set(key, day);
    if (!recalled) return 1;
    return this.#random() < 0.2 ? 2 : this.#random() < 0.9 ? 3 : 4;
  }

  /** Whether something happens that happens to one item in so many. */
  once(inSoMany: number): boolean {
    return this.#random() < 1 / inSoMany;
  }
}

/** When the reader sits down: in the evening, sometimes after midnight, which is still the same day. */
const evening = (day: number): Date =>
  new Date((first + day) * 86_400_000 + (day % 7 === 5 ? 24.5 : 18) * 3_600_000);

async function logOf(page: Page): Promise<ProgressEvent[]> {
  const text = await page.evaluate(() => localStorage.getItem('wtns:log'));
  return text === null ? [] : (JSON.parse(text) as { events: ProgressEvent[] }).events;
}

/** Opens a chapter and stays at its end long enough to have read it. */
async function readChapter(page: Page, id: string): Promise<void> {
  await page.goto(address(`chapters/${id}/`));
  await page.locator('#chapter-end').scrollIntoViewIfNeeded();
  await page.clock.fastForward(31_000);
  await expect
    .poll(async () =>
      (await logOf(page)).some((e) => e.type === 'chapter-read' && e.chapter === id),
    )
    .toBe(true);
}

/** Waits for the next question; tells which it is, or null when the day’s work is done. */
async function nextAsked(page: Page): Promise<string | null> {
  const found = await page.waitForFunction(() => {
    const heading = document.querySelector<HTMLElement>('.session .recall-head:not([data-seen])');
    if (heading === null) return null;
    const done = heading.textContent === 'Done for today';
    if (!done && document.querySelector('.session :is(.card-prompt, .quiz-prompt)') === null)
      return null;
    heading.dataset['seen'] = '';
    return { key: heading.closest<HTMLElement>('[data-item]')?.dataset['item'] ?? null };
  });
  return (await found.jsonValue())?.key ?? null;
}

/** Works off what is due, by the keyboard. Returns how many items were graded. */
async function reviewAll(page: Page, reader: Reader, day: number): Promise<number> {
  await page.goto(address('review/'));
  await page.locator('.review-overview').waitFor();
  const button = page.getByRole('button', { name: 'Begin' });
  if ((await button.count()) === 0) return 0;
  await button.focus();
  await page.keyboard.press('Enter');
  let count = 0;
  for (;;) {
    const asked = await nextAsked(page);
    if (asked === null) break;
    const grade = reader.grade(asked, first + day);
    if (reader.once(25)) {
      // A slip of the finger, taken back.
      await page.keyboard.press('Space');
      await page.locator('.grades').waitFor();
      await page.keyboard.press(grade === 1 ? '4' : '1');
      await nextAsked(page);
      await page.keyboard.press('u');
      expect(await nextAsked(page)).toBe(asked);
    }
    await page.keyboard.press('Space');
    await page.locator('.grades').waitFor();
    await page.keyboard.press(String(grade));
    count += 1;
  }
  return count;
}

/** What the page says is to come, day by day, and where the reader stands with every chapter. */
async function scheduleOf(page: Page): Promise<string[]> {
  await page.goto(address('review/'));
  await page.locator('.bar-plot').first().waitFor();
  const tables = await page
    .locator('.bar-plot table')
    .evaluateAll((found) =>
      found.map((table) =>
        [...table.querySelectorAll('tr')].map((row) => row.textContent).join('\n'),
      ),
    );
  await page.goto(address('progress/'));
  await page.locator('.standings').waitFor();
  return [...tables, ...(await page.locator('.standings tr').allInnerTexts())];
}

describe('a month of study', () => {
  it('through the real pages, exported, erased and imported, gives the same schedule', async () => {
    const page = await openPage('review/', {
      timezoneId: 'Europe/Berlin',
      before: async (opened) => opened.clock.install({ time: evening(0) }),
    });
    const reader = new Reader();
    const counts: number[] = [];
    for (let day = 0; day < days; day++) {
      await page.clock.setSystemTime(evening(day));
      const chapter = chapters[day / 3];
      if (chapter !== undefined) await readChapter(page, chapter);
      // Now and then the reader does not come.
      if (day % 9 !== 8) counts.push(await reviewAll(page, reader, day));
    }
    const events = await logOf(page);
    const state = reviewState(events, first + days);
    expect(state.grades).toHaveLength(counts.reduce((sum, count) => sum + count, 0));
    expect(state.read).toEqual(new Set(chapters));
    expect(state.memories.size).toBeGreaterThan(50);

    // No day had more new items than the reader wants, and nothing was asked before it was due.
    const dues = new Map<string, number>();
    const firsts = new Map<number, number>();
    for (const [index, { day, kind, chapter, item }] of state.grades.entries()) {
      const key = itemKey(chapter, item);
      if (kind === 'first') firsts.set(day, (firsts.get(day) ?? 0) + 1);
      else expect(day).toBeGreaterThanOrEqual(dues.get(key) ?? Infinity);
      const soFar = events.filter(({ id }) =>
        state.grades.slice(0, index + 1).some((grade) => grade.id === id),
      );
      dues.set(key, reviewState(soFar, first + days).memories.get(key)?.due ?? Infinity);
    }
    expect(Math.max(...firsts.values())).toBe(15);

    await page.clock.setSystemTime(evening(days));
    const schedule = await scheduleOf(page);
    expect(schedule.join('\n')).toMatch(/remembered|due/);

    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export' }).click();
    const file = await (await download).path();
    await page.getByRole('button', { name: 'Erase…' }).click();
    await page.getByRole('button', { name: 'Erase everything' }).click();
    await expect.poll(() => logOf(page)).toEqual([]);
    await page.goto(address('review/'));
    await page.locator('.review-overview').waitFor();
    expect(await page.locator('.bar-plot').count()).toBe(0);

    await page.goto(address('progress/'));
    await page.locator('input[type=file]').setInputFiles(file);
    await expect.poll(() => logOf(page)).toEqual(events);
    expect(await scheduleOf(page)).toEqual(schedule);

    // Merging is idempotent, and in another time zone nothing comes up on another day.
    const elsewhere = await openPage('progress/', {
      timezoneId: 'Pacific/Auckland',
      before: async (opened) => opened.clock.install({ time: evening(days) }),
    });
    for (let time = 0; time < 2; time++) {
      await elsewhere.locator('input[type=file]').setInputFiles(file);
      await elsewhere.getByText(time === 0 ? /^Imported/ : /here already/).waitFor();
    }
    const there = reviewState(await logOf(elsewhere), first + days);
    expect(there).toEqual(state);
    const imported = importText(readFileSync(file, 'utf8'));
    expect(imported.ok && imported.events).toEqual(events);
    console.warn(
      `a month: ${state.grades.length} grades, ${state.memories.size} items, ${events.length} events, ${JSON.stringify(events).length} characters`,
    );
  }, 600_000);
});
