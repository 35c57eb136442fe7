import { describe, expect, inject, it } from 'vitest';
import type { Page } from 'playwright-core';
import type { ProgressEvent, ReviewGrade } from '../../src/progress/log.ts';
import { openPage } from './page.ts';

const chapter = 'conv-kernel-gradient';
const noon = new Date('2026-03-10T12:00:00Z');
const today = Date.UTC(2026, 2, 10) / 86_400_000;

const address = (path: string): string => inject('baseUrl') + path;

/** A log of the device before the page is opened, and the clock at noon. */
function prepared(events: ProgressEvent[]): (page: Page) => Promise<void> {
  return async (page) => {
    await page.clock.install({ time: noon });
    await page.addInitScript((text) => {
      if (localStorage.getItem('wtns:log') === null) localStorage.setItem('wtns:log', text);
    }, logText(events));
  };
}

const logText = (events: ProgressEvent[]): string => JSON.stringify({ v: 2, epoch: '0', events });

const read: ProgressEvent = { id: 'read', t: 1, type: 'chapter-read', chapter };
const graded = (item: string, grade: ReviewGrade, day: number): ProgressEvent => ({
  id: `graded-${item}-${day}`,
  t: day * 86_400_000 + 1000,
  ...{ type: 'review-graded', chapter, item, grade, day },
});

async function logOf(page: Page): Promise<ProgressEvent[]> {
  const text = await page.evaluate(() => localStorage.getItem('wtns:log'));
  return text === null ? [] : (JSON.parse(text) as { events: ProgressEvent[] }).events;
}

const grades = async (page: Page): Promise<string[]> =>
  (await logOf(page)).flatMap((event) =>
    event.type === 'review-graded' ? [`${event.item} ${event.grade}`] : [],
  );

/** The numbers above the button: due, new, done. */
async function countsOf(page: Page): Promise<string> {
  return (await page.locator('.review-counts dd').allInnerTexts()).join(' ');
}

async function begin(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^(Begin|Go on)$/ }).click();
  await page.locator('.session :is(.card-prompt, .quiz-prompt)').waitFor();
}

const counts = (page: Page) => page.locator('.session-counts');

describe('review', () => {
  it('is empty before anything was read, and says how it fills', async () => {
    const page = await openPage('review/');
    await page.locator('.review-overview').waitFor();
    expect(await countsOf(page)).toBe('0 0 0');
    expect(await page.locator('.review-overview').innerText()).toContain('when you have read it');
    await page.getByRole('checkbox', { name: 'What one deep pixel can see' }).check();
    await expect.poll(() => countsOf(page)).toBe('0 15 0');
  });

  it('is done by the keyboard alone: look, grade, take back', async () => {
    const page = await openPage('review/', { before: prepared([read]) });
    await page.locator('.review-overview').waitFor();
    await page.getByRole('button', { name: 'Begin' }).focus();
    await page.keyboard.press('Enter');
    await page.locator('.recall-card').waitFor();
    expect(await page.locator('.card-answer').count()).toBe(0);
    expect(await page.locator('.recall-head span').innerText()).toBe('Building blocks');
    await page.keyboard.press('3');
    expect(await grades(page)).toEqual([]);
    // Held down, it turns the card and does no more.
    await page.keyboard.down('Space');
    await page.locator('.recall-card .card-answer').waitFor();
    await page.keyboard.down('Space');
    await page.keyboard.up('Space');
    expect(await grades(page)).toEqual([]);
    expect(await page.locator('.recall-head span').innerText()).toContain('gradient');
    await page.keyboard.press('2');
    await expect.poll(() => grades(page)).toEqual(['card 2']);
    await page.locator('.quiz-prompt').waitFor();
    await page.keyboard.press('u');
    await page.locator('.recall-card').waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.grades').waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => grades(page)).toEqual(['card 2', 'card 3']);
    await expect.poll(() => counts(page).innerText()).toBe('0 due, 14 new');
    expect((await logOf(page)).filter(({ type }) => type === 'review-undone')).toHaveLength(1);
  });

  it('takes an answer in the form, judges it, and suggests the grade', async () => {
    const page = await openPage('review/', {
      before: prepared([read, graded('kg-shared', 3, today - 40)]),
    });
    await page.locator('.review-overview').waitFor();
    await begin(page);
    expect(await page.locator('.session form').getAttribute('id')).toBe('kg-shared');
    await page.locator('.session').getByRole('radio').first().check();
    await page.getByRole('button', { name: 'Check' }).click();
    const word = await page.locator('.quiz-verdict-word').innerText();
    await page.locator('.grades').waitFor();
    const focused = await page.evaluate(() => document.activeElement?.textContent ?? '');
    expect(focused).toContain(word.includes('Right') ? 'Good' : 'Again');
    const place = page.locator('.quiz-solution .quiz-place a').first();
    expect(await place.getAttribute('href')).toMatch(/\/chapters\/[a-z-]+\/#./);
    expect((await logOf(page)).some(({ type }) => type === 'quiz-answer')).toBe(true);
  });

  it('leaves an item out by choice, and puts it back', async () => {
    const page = await openPage('review/', { before: prepared([read]) });
    await page.locator('.review-overview').waitFor();
    await begin(page);
    await page.getByRole('button', { name: 'Leave this out' }).click();
    await page.locator('.quiz-prompt').waitFor();
    await page.getByRole('button', { name: 'Put it back' }).click();
    await page.locator('.recall-card').waitFor();
  });

  it('begins a new day at the hour that the reader set, also on a page that stays open', async () => {
    const page = await openPage('review/', {
      timezoneId: 'UTC',
      before: prepared([read, graded('card', 2, today)]),
    });
    await page.locator('.review-overview').waitFor();
    expect(await countsOf(page)).toBe('0 14 1');
    await page.clock.runFor('15:59:50');
    expect(await countsOf(page)).toBe('0 14 1');
    await page.clock.runFor('00:00:20');
    await expect.poll(() => countsOf(page)).toBe('1 15 0');
    await page.getByRole('combobox', { name: 'A new day begins at' }).selectOption('05:00');
    await expect.poll(() => countsOf(page)).toBe('0 14 1');
  });

  it('loses nothing when the clock is set back', async () => {
    const page = await openPage('review/', { before: prepared([read]) });
    await page.locator('.review-overview').waitFor();
    await begin(page);
    await page.keyboard.press('Space');
    await page.locator('.grades').waitFor();
    await page.keyboard.press('3');
    await page.locator('.quiz-prompt').waitFor();
    await page.clock.setSystemTime(new Date('2019-01-01T12:00:00Z'));
    await page.keyboard.press('Space');
    await page.locator('.grades').waitFor();
    await page.keyboard.press('3');
    await expect.poll(async () => (await grades(page)).length).toBe(2);
    await page.clock.setSystemTime(noon);
    await page.goto(address('review/'));
    await expect.poll(() => countsOf(page)).toBe('0 13 2');
  });

  it('in two tabs at once keeps the work of both', async () => {
    const one = await openPage('review/', { before: prepared([read]) });
    const two = await one.context().newPage();
    await two.clock.install({ time: noon });
    await two.goto(address('review/'));
    for (const page of [one, two]) {
      await page.bringToFront();
      await page.locator('.review-overview').waitFor();
      await begin(page);
    }
    await two.keyboard.press('Space');
    await two.locator('.grades').waitFor();
    await two.keyboard.press('3');
    await two.locator('.quiz-prompt').waitFor();
    await one.bringToFront();
    // The card was graded in the other tab, so it is no longer asked for here.
    await one.locator('.quiz-prompt').waitFor();
    await one.keyboard.press('Space');
    await one.locator('.grades').waitFor();
    await one.keyboard.press('2');
    await expect.poll(() => counts(one).innerText()).toBe('0 due, 13 new');
    await expect.poll(() => counts(two).innerText()).toBe('0 due, 13 new');
    expect(await grades(one)).toHaveLength(2);
  });

  it('works in a browser that stores nothing, says so, and counts on this page', async () => {
    const page = await openPage('review/', {
      before: async (opened) => {
        await opened.addInitScript(() => {
          Object.defineProperty(window, 'localStorage', {
            get: () => {
              throw new DOMException('The operation is insecure.', 'SecurityError');
            },
          });
        });
      },
    });
    await page.getByRole('checkbox', { name: 'What one deep pixel can see' }).check();
    await expect.poll(() => countsOf(page)).toBe('0 15 0');
    expect(await page.getByRole('alert').innerText()).toContain('does not let the book store');
    await begin(page);
    await page.keyboard.press('Space');
    await page.locator('.grades').waitFor();
    await page.keyboard.press('3');
    await expect.poll(() => counts(page).innerText()).toBe('0 due, 14 new');
  });

  it('with a full storage says so, and loses no grade of this page', async () => {
    const page = await openPage('review/', {
      before: async (opened) => {
        await prepared([read])(opened);
        await opened.addInitScript(() => {
          const write = Storage.prototype.setItem;
          Storage.prototype.setItem = function setItem(key: string, value: string) {
            if (value.includes('review-graded')) throw new DOMException('', 'QuotaExceededError');
            write.call(this, key, value);
          };
        });
      },
    });
    await page.locator('.review-overview').waitFor();
    await begin(page);
    await page.keyboard.press('Space');
    await page.locator('.grades').waitFor();
    await page.keyboard.press('3');
    await expect.poll(() => counts(page).innerText()).toBe('0 due, 14 new');
    expect(await page.getByRole('alert').innerText()).toContain('storage for this site is full');
  });

  it('keeps what can be read of a damaged log, and the original beside it', async () => {
    const page = await openPage('review/', {
      before: async (opened) => {
        await opened.addInitScript(
          (text) => localStorage.setItem('wtns:log', text),
          logText([read, { ...graded('card', 3, today), grade: 9 } as unknown as ProgressEvent]),
        );
      },
    });
    await expect.poll(() => countsOf(page)).toBe('0 15 0');
    expect(await page.getByRole('alert').innerText()).toContain('could not be read');
    const aside = await page.evaluate(() => localStorage.getItem('wtns:log:damaged:1'));
    expect(aside).toContain('"grade":9');
  });

  it('shows a long answer from its beginning, with the grades in sight below', async () => {
    const page = await openPage('review/', {
      viewport: { width: 360, height: 740 },
      before: prepared([
        { ...read, chapter: 'grad-cam' },
        { ...graded('card', 3, today - 40), chapter: 'grad-cam' } as ProgressEvent,
      ]),
    });
    await page.locator('.review-overview').waitFor();
    await begin(page);
    await page.keyboard.press('Space');
    await page.locator('.grades').waitFor();
    const answer = await page.locator('.card-answer').boundingBox();
    expect(answer?.y).toBeGreaterThan(0);
    expect(answer?.height).toBeGreaterThan(740);
    const grades = await page.locator('.grades').boundingBox();
    expect((grades?.y ?? 0) + (grades?.height ?? 0)).toBeLessThanOrEqual(740);
  });

  it('takes the grade of the card at the end of its chapter', async () => {
    const page = await openPage(`chapters/${chapter}/`);
    const card = page.getByRole('region', { name: 'The card, once more' });
    await card.scrollIntoViewIfNeeded();
    await page.locator('.recall-end astro-island:not([ssr])').waitFor({ state: 'attached' });
    await card.getByText('Show the answer').click();
    await card.getByRole('button', { name: /Good/ }).click();
    await expect.poll(() => card.getByRole('status').innerText()).toMatch(/Good: .* in \d+ days/);
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    expect(await focused()).toBe('Undo');
    await page.keyboard.press('Enter');
    await expect.poll(focused).toContain('Good');
    await page.keyboard.press('Enter');
    await expect.poll(focused).toBe('Undo');
    await page.goto(address('review/'));
    await expect.poll(() => countsOf(page)).toBe('0 0 1');
    await page.goto(address('progress/'));
    await expect
      .poll(() => page.locator('tr', { hasText: 'is a correlation' }).innerText())
      .toContain('of 1 met');
  });

  it('without JavaScript says what it needs', async () => {
    const page = await openPage('review/', { javaScriptEnabled: false });
    expect(await page.locator('main').innerText()).toContain('needs JavaScript');
  });
});
