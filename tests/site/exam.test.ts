import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import type { BankFile, BankIndex } from '../../src/quiz/bank.ts';
import type { QuizItem } from '../../src/quiz/items.ts';
import { drawPaper } from '../../src/exam/drawPaper.ts';
import { decodePaper } from '../../src/exam/paperLink.ts';
import { questionsOf, type Question } from '../../src/exam/questions.ts';
import { mulberry32 } from '../../src/numerics/random.ts';
import { htmlOf } from './pages.ts';
import { openPage, type OpenOptions } from './page.ts';

const dist = inject('dist');
const base = new URL(inject('baseUrl')).pathname;
const json = (file: string): unknown => JSON.parse(readFileSync(join(dist, file), 'utf8'));
const index = json('bank/index.json') as BankIndex;
const bank = new Map(
  index.chapters.map(({ id }) => [id, json(`bank/${id}.json`) as BankFile] as const),
);
const paper = 'exam/?n=12&minutes=30&seed=4711';

/** The questions of a link, from the files that the page fetches. */
function questionsIn(path: string): Question[] {
  const parts = index.parts.map(({ id }) => id);
  const { paper: found } = decodePaper(new URL(path, 'http://x/').search, parts, 0);
  return questionsOf(drawPaper(index, found), found.seed, bank);
}

async function start(path = paper, options: OpenOptions = {}): Promise<Page> {
  const page = await openPage(path, options);
  await page.getByRole('button', { name: 'Start' }).click();
  await page.locator('.exam-sitting').waitFor();
  return page;
}

const formOf = (page: Page, number: number) => page.locator(`#question-${String(number)}`);

/** Fills in a form, rightly or wrongly; the mark it must get is 1 or 0. */
async function answer(page: Page, { number, item }: Question, right: boolean): Promise<void> {
  const form = formOf(page, number);
  switch (item.kind) {
    case 'truefalse':
      return form.locator(`input[value="${String(item.answer === right)}"]`).check();
    case 'choice':
    case 'choices':
      for (const option of item.options
        .filter(({ correct }) => correct === right)
        .slice(0, item.kind === 'choice' || !right ? 1 : 9))
        await form.locator(`.quiz-options input[value="${option.id}"]`).check();
      return;
    case 'numeric':
      return form
        .locator('[name=answer]')
        .fill(String(item.variant.answer + (right ? 0 : 10 * item.variant.tolerance + 1000)));
    case 'cloze':
      for (const { name, accept, options } of item.blanks) {
        const field = form.locator(`[name="${name}"]`);
        const wrong = options?.find((option) => !accept.includes(option)) ?? 'nonsense';
        const text = right ? (accept[0] ?? '') : wrong;
        await (options ? field.selectOption(text) : field.fill(text));
      }
      return;
    case 'match':
      for (const { id, answer: own } of item.lefts) {
        const other = item.rights.find((candidate) => candidate.id !== own)?.id ?? '';
        await form.locator(`[name="${id}"]`).selectOption(right ? own : other);
      }
      return;
    case 'order':
      for (const [place, step] of (right ? item.solution : [...item.solution].reverse()).entries())
        for (;;) {
          const row = form.locator(`[data-step="${step}"]`);
          const at = await row.evaluate((li) =>
            [...(li.parentElement?.children ?? [])].indexOf(li),
          );
          if (at === place) break;
          await row.getByRole('button', { name: /up$/ }).click();
        }
  }
}

async function handIn(page: Page): Promise<void> {
  await page.locator('.exam-bar').getByRole('button', { name: 'Hand in' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Hand in' }).click();
  await page.locator('.exam-result').waitFor();
}

const texts = (page: Page) => page.locator('.exam .quiz-item').allTextContents();
const logged = (page: Page) =>
  page.evaluate(() => {
    const log = JSON.parse(localStorage.getItem('wtns:log') ?? '{"events":[]}') as {
      events: { type: string; right?: number; of?: number; paper?: string; item?: string }[];
    };
    return log.events;
  });

/** The longest run of words of a text that is HTML. */
function wordsOf(html: string): string {
  const runs = html.split(/<[^>]*>|&[^;]+;|\s{2,}|\n/).map((run) => run.trim());
  return runs.sort((a, b) => b.length - a.length)[0] ?? '';
}

/** Sentences of a question that only whoever has answered it may read. */
function secretsOf(item: QuizItem): string[] {
  const html = [item.explanationHtml];
  if (item.kind === 'truefalse') html.push(item.wrong.html);
  if (item.kind === 'choice' || item.kind === 'choices')
    html.push(...item.options.map(({ remark }) => remark?.html ?? ''));
  if (item.kind === 'numeric') html.push(item.variant.explanationHtml, item.variant.remark.html);
  if (item.kind === 'cloze') html.push(...item.blanks.map(({ remark }) => remark.html));
  if (item.kind === 'order' || item.kind === 'match') html.push(item.remark.html);
  return html.map(wordsOf).filter((words) => words.length > 24);
}

describe('an exam', () => {
  it('from one link has the same questions and numbers in two browsers, those computed here', async () => {
    const [one, two] = [await start(), await start()];
    expect(await texts(one)).toEqual(await texts(two));
    const expected = questionsIn(paper);
    expect(await one.locator('.exam .quiz-item').count()).toBe(expected.length);
    for (const { number, item } of expected) {
      const html = item.kind === 'numeric' ? item.variant.promptHtml : item.promptHtml;
      const words = wordsOf(html);
      expect(await formOf(one, number).textContent()).toContain(words);
    }
    const other = await start(paper.replace('4711', '4712'));
    expect(await texts(other)).not.toEqual(await texts(one));
  });

  it('has no verdict, no answer and no reason in the page before it is handed in', async () => {
    const page = await start('exam/?n=100&seed=5');
    const questions = questionsIn('exam/?n=100&seed=5');
    for (const question of questions.slice(0, 8)) await answer(page, question, true);
    const html = await page.locator('main').innerHTML();
    const text = (await page.locator('main').textContent()) ?? '';
    expect(html).not.toMatch(
      /quiz-solution|quiz-verdict|quiz-remark|aria-invalid="true"|data-right/,
    );
    const secrets = questions.flatMap(({ item }) => secretsOf(item));
    expect(secrets.length).toBeGreaterThan(150);
    const prompts = questions
      .map(({ item }) =>
        JSON.stringify([item.promptHtml, 'options' in item ? item.options.map((o) => o.html) : 0]),
      )
      .join();
    expect(secrets.filter((secret) => text.includes(secret) && !prompts.includes(secret))).toEqual(
      [],
    );
  });

  it('is marked as its answers are: those right, those wrong, those left blank', async () => {
    const page = await start();
    const random = mulberry32(3);
    let right = 0;
    let wrong = 0;
    for (const question of questionsIn(paper)) {
      const draw = random();
      if (draw < 0.2) continue;
      await answer(page, question, draw < 0.6);
      if (draw < 0.6) right += 1;
      else wrong += 1;
    }
    expect(right * wrong).toBeGreaterThan(0);
    await expect
      .poll(() => page.locator('.exam-bar summary').textContent())
      .toContain(`${String(right + wrong)} of 12`);
    await handIn(page);
    expect(await page.locator('#exam-title').textContent()).toBe(`${String(right)} of 12 right`);
    expect(await page.locator('.quiz-verdict-word[data-right=true]').count()).toBe(right);
    expect(await page.locator('.quiz-item > .quiz-solution').count()).toBe(12);
    const events = await logged(page);
    expect(events.filter(({ type }) => type === 'quiz-answer').length).toBe(right + wrong);
    const [finished] = events.filter(({ type }) => type === 'exam-finished');
    expect(finished).toMatchObject({ right, of: 12 });
    expect(finished?.paper).toContain('n=12&minutes=30&seed=4711&edition=');

    const put = page.getByRole('button', {
      name: `Put ${String(12 - right)} questions into review`,
    });
    await put.click();
    await expect
      .poll(async () => (await logged(page)).filter(({ type }) => type === 'review-chosen').length)
      .toBe(12 - right);

    await page.getByRole('button', { name: 'Set another paper' }).click();
    const again = page.locator('.exam-earlier').getByRole('link', { name: /Again/ });
    expect(await page.locator('.exam-earlier').textContent()).toContain(`${String(right)} of 12`);
    await page.goto((await again.getAttribute('href')) ?? '');
    await page.getByRole('button', { name: 'Start' }).click();
    await page.locator('.exam-sitting').waitFor();
    expect(await page.locator('.exam .quiz-item').count()).toBe(12);
    expect(await page.locator('#exam-title').textContent()).toBe('Paper 4711');
  });

  it('leads from the result to chapters and sections that exist', async () => {
    const page = await start('exam/?n=100&seed=9');
    await handIn(page);
    const links = await page
      .locator('.exam-result a[href^="/"]')
      .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
    expect(links.length).toBeGreaterThan(100);
    const dead = [...new Set(links)].filter((link) => {
      const url = new URL(link, 'http://x');
      const path = decodeURIComponent(url.pathname.slice(base.length));
      const anchor = decodeURIComponent(url.hash.slice(1));
      return anchor !== '' && !htmlOf(dist, path).includes(` id="${anchor}"`);
    });
    expect(dead).toEqual([]);
  });

  it('loses nothing when the page is closed, and goes on where it was', async () => {
    const page = await start();
    const questions = questionsIn(paper);
    for (const question of questions) await answer(page, question, question.number % 2 === 0);
    await page.getByLabel('Look again at question 3').check();
    const states = () =>
      page
        .locator('.exam .quiz-item')
        .evaluateAll((forms) =>
          forms.map((form) =>
            [...new FormData(form as HTMLFormElement)].map((entry) => entry.join('=')),
          ),
        );
    const before = await states();
    await page.reload();
    await page.getByRole('button', { name: 'Go on with your paper' }).click();
    await page.locator('.exam-sitting').waitFor();
    expect(await states()).toEqual(before);
    expect(await page.getByLabel('Look again at question 3').isChecked()).toBe(true);
    await handIn(page);
    expect(await page.locator('#exam-title').textContent()).toBe('6 of 12 right');
    await page.reload();
    await page.locator('.exam-result').waitFor();
    expect(await page.locator('#exam-title').textContent()).toBe('6 of 12 right');
    expect((await logged(page)).filter(({ type }) => type === 'exam-finished').length).toBe(1);
  });

  it('can be left and thrown away, and that taken back', async () => {
    const page = await start();
    await answer(page, questionsIn(paper)[0] as Question, true);
    await page.getByRole('button', { name: 'Leave, and go on later' }).click();
    await page.getByRole('button', { name: 'Throw it away' }).click();
    expect(await page.getByRole('button', { name: 'Start' }).isEnabled()).toBe(true);
    await page.keyboard.press('Enter'); // the focus is on Undo
    await page.getByRole('button', { name: 'Go on with your paper' }).click();
    await expect.poll(() => page.locator('.exam-count').textContent()).toBe('1 of 12');
  });
});

describe('the time limit of an exam', () => {
  const withClock: OpenOptions = { before: (page) => page.clock.install() };

  it('hands in by itself with what was answered, and says so', async () => {
    const page = await start(paper, withClock);
    const [first] = questionsIn(paper);
    if (first) await answer(page, first, true);
    await page.clock.runFor(15 * 60_000);
    expect(await page.locator('.exam-time [role=status]').textContent()).toMatch(/^Half/);
    await page.clock.runFor(14 * 60_000);
    expect(await page.locator('.exam-time [role=status]').textContent()).toBe('One minute left.');
    expect(await page.locator('.exam-clock').textContent()).toMatch(/^(1:00|0:5\d)$/);
    await page.clock.runFor(61_000);
    await page.locator('.exam-result').waitFor();
    expect(await page.locator('.exam-note').textContent()).toContain('Time was up');
    expect(await page.locator('#exam-title').textContent()).toBe('1 of 12 right');
  });

  it('can be extended and hidden, and the result tells of it', async () => {
    const page = await start(paper, withClock);
    await page.clock.runFor(29 * 60_000);
    await page.getByRole('button', { name: /minutes more/ }).click();
    await page.clock.runFor(5 * 60_000);
    expect(await page.locator('.exam-clock').textContent()).toMatch(/^[56]:/);
    await page.getByRole('button', { name: /Hide/ }).click();
    expect(await page.locator('.exam-clock').count()).toBe(0);
    await handIn(page);
    expect(await page.locator('.exam-head').textContent()).toMatch(/34.minutes of 30 and 10 added/);
  });

  it('that ran out while the page was closed marks what was answered', async () => {
    const page = await start(paper, withClock);
    const [first] = questionsIn(paper);
    if (first) await answer(page, first, true);
    await page.clock.fastForward(29 * 60_000);
    await page.goto('about:blank');
    await page.clock.fastForward(90 * 60_000);
    await page.goto(inject('baseUrl') + paper);
    await page.getByRole('button', { name: 'See the result' }).click();
    await page.locator('.exam-result').waitFor();
    expect(await page.locator('.exam-head').textContent()).toMatch(
      /1 of 12 right.*You took 30.minutes/,
    );
  });
});

describe('the page of the exam', () => {
  it('can be used by keyboard alone, from setting a paper to its result', async () => {
    const page = await openPage('exam/?n=2&seed=1');
    await page.locator('.exam-live:enabled').waitFor();
    await page.getByLabel('Questions').focus();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('3');
    await page.keyboard.press('Enter');
    await page.locator('.exam-sitting').waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('exam-title');
    expect(await page.locator('.exam .quiz-item').count()).toBe(3);
    const tabTo = async (name: string) => {
      for (let presses = 0; presses < 80; presses++) {
        const at = await page.evaluate(() => document.activeElement?.textContent ?? '');
        if (at.startsWith(name)) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`no way to ${name}`);
    };
    await tabTo('Hand in');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    expect(await page.getByRole('dialog').isVisible()).toBe(false);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Hand in…');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('.exam-result').waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('exam-title');
  });

  it.each(['n=0', 'parts=nowhere&seed=3', 'seed=abc', 'edition=x'])(
    'meets the malformed link ?%s with a sentence and the usual paper',
    async (query) => {
      const page = await openPage(`exam/?${query}`);
      await page.locator('.exam-live:enabled').waitFor();
      expect(await page.locator('.exam-note').last().textContent()).toMatch(/^The link .*\.$/);
      expect(await page.getByLabel('Questions').inputValue()).toBe('20');
      expect(await page.getByRole('button', { name: 'Start' }).isEnabled()).toBe(true);
    },
  );

  it('says how many questions have changed since a link was made', async () => {
    const page = await start('exam/?n=5&seed=8');
    const edition = new URL(page.url()).searchParams.get('edition') ?? '';
    expect(edition.length).toBe(10);
    await openAnd(`exam/?n=5&seed=8&edition=${edition}`, async (fresh) => {
      expect(await fresh.locator('.exam-note:visible').count()).toBe(0);
    });
    await openAnd(`exam/?n=5&seed=8&edition=${edition.slice(0, 6)}____`, async (fresh) => {
      expect(await fresh.locator('.exam-note:visible').textContent()).toContain(
        '2 of the paper’s 5',
      );
    });
  });

  it('takes what there is where fewer questions fit than are wanted', async () => {
    const [first] = index.parts;
    const page = await openPage(`exam/?parts=${first?.id ?? ''}&difficulty=3&n=100&seed=2`);
    await page.locator('.exam-live:enabled').waitFor();
    const there = questionsIn(`exam/?parts=${first?.id ?? ''}&difficulty=3&n=100&seed=2`).length;
    expect(there).toBeLessThan(100);
    expect(await page.locator('.exam-sum').textContent()).toContain(
      `the paper has ${String(there)}`,
    );
  });

  it('works where storage is forbidden, and says that nothing is kept', async () => {
    const page = await start(paper, {
      before: async (opened) => {
        await opened.addInitScript(() => {
          Object.defineProperty(window, 'localStorage', {
            get() {
              throw new DOMException('The operation is insecure.', 'SecurityError');
            },
          });
        });
      },
    });
    expect(await page.locator('.exam-note:visible').textContent()).toContain('does not keep');
    const [first] = questionsIn(paper);
    if (first) await answer(page, first, true);
    await handIn(page);
    expect(await page.locator('#exam-title').textContent()).toBe('1 of 12 right');
  });

  it('says when the questions cannot be fetched, and fetches them on a second try', async () => {
    let offline = true;
    const page = await openPage(paper, {
      expectErrors: true,
      before: async (opened) => {
        await opened.route(/bank\/(?!exam)/, (route) =>
          offline ? route.abort() : route.continue(),
        );
      },
    });
    await page.getByRole('button', { name: 'Start' }).click();
    await page
      .locator('.quiz-problem')
      .getByText(/could not be fetched/)
      .waitFor();
    offline = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('.exam-sitting').waitFor();
  });

  it('in two tabs is one paper: answers of both hold, and it is handed in once', async () => {
    const one = await start();
    const two = await one.context().newPage();
    await two.goto(one.url());
    await two.getByRole('button', { name: 'Go on with your paper' }).click();
    await two.locator('.exam-sitting').waitFor();
    const [first, second] = questionsIn(paper);
    if (first === undefined || second === undefined) throw new Error('expected two questions');
    const answered = (page: Page) => page.locator('.exam-count').textContent();
    await one.bringToFront();
    await answer(one, first, true);
    await expect.poll(() => answered(two)).toBe('1 of 12');
    await two.bringToFront();
    await answer(two, second, true);
    await expect.poll(() => answered(one)).toBe('2 of 12');
    await one.bringToFront();
    await handIn(one);
    expect(await one.locator('#exam-title').textContent()).toBe('2 of 12 right');
    await two.bringToFront();
    await two.getByRole('button', { name: 'See the result' }).click();
    await two.getByText('2 of 12 right').waitFor();
    const finished = await two.evaluate(
      () => (localStorage.getItem('wtns:log') ?? '').split('exam-finished').length - 1,
    );
    expect(finished).toBe(1);
  });

  it('keeps aside a paper that it cannot read, and says so', async () => {
    const page = await openPage('exam/', {
      before: async (opened) => {
        await opened.addInitScript(() => localStorage.setItem('wtns:exam', '{"v":2}'));
      },
    });
    await page.getByText('cannot be read by this version').waitFor();
    expect(await page.evaluate(() => localStorage.getItem('wtns:exam:unread'))).toBe('{"v":2}');
  });

  it('once begun, can be sat and marked without a connection', async () => {
    const page = await start();
    // The faces of the formulas are asked for when the questions are there.
    await page.waitForLoadState('networkidle');
    await page.evaluate(async () => {
      await document.fonts.ready;
    });
    await page.context().setOffline(true);
    for (const question of questionsIn(paper).slice(0, 2)) await answer(page, question, true);
    await handIn(page);
    expect(await page.locator('#exam-title').textContent()).toBe('2 of 12 right');
  });

  it('opened once, can be begun, sat and marked without a connection', async () => {
    const page = await openPage('exam/', { serviceWorkers: 'allow', expectErrors: true });
    await page.locator('[data-offline-ready]').waitFor();
    await page.context().setOffline(true);
    await page.goto(inject('baseUrl') + paper);
    await page.getByRole('button', { name: 'Start' }).click();
    await page.locator('.exam-sitting').waitFor();
    for (const question of questionsIn(paper).slice(0, 2)) await answer(page, question, true);
    await handIn(page);
    expect(await page.locator('#exam-title').textContent()).toBe('2 of 12 right');
  });

  it('without JavaScript says so, and leads to the quizzes of the chapters', async () => {
    const page = await openPage('exam/', { javaScriptEnabled: false });
    expect(await page.locator('.exam-no-script').isVisible()).toBe(true);
    expect(await page.getByRole('button', { name: 'Start' }).isVisible()).toBe(false);
    await page.locator('.exam-no-script a').click();
    await page.waitForURL(inject('baseUrl'));
    expect(await page.locator('main .chapter-list a').count()).toBeGreaterThan(10);
  });

  it('has no violation (axe) and fits 320 px while a paper is sat, and when it is marked', async () => {
    const page = await start('exam/?n=30&minutes=60&seed=11', {
      colorScheme: 'light',
      viewport: { width: 320, height: 640 },
    });
    const found = async (state: string) => {
      const violations: string[] = [];
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await page.waitForTimeout(500);
        const { violations: seen } = await new AxeBuilder({ page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
          .analyze();
        for (const { id, nodes } of seen)
          violations.push(`${state}, ${colorScheme}: ${id}: ${String(nodes[0]?.target)}`);
      }
      const excess = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (excess > 0) violations.push(`${state}: ${String(excess)} px too wide`);
      return violations;
    };
    const sitting = await found('sitting');
    await page.locator('.exam-overview summary').click();
    const open = await found('overview');
    await page.locator('.exam-overview summary').click();
    for (const question of questionsIn('exam/?n=30&minutes=60&seed=11'))
      if (question.number % 3 > 0) await answer(page, question, question.number % 3 === 1);
    await handIn(page);
    expect([...sitting, ...open, ...(await found('marked'))]).toEqual([]);
  });
});

describe('a paper for print', () => {
  const query = 'exam/?n=100&seed=21&minutes=90';
  const quiet: OpenOptions = {
    before: async (page) => {
      await page.addInitScript(() => void (window.print = () => undefined));
    },
  };

  it('has every question with room to answer, a line for a name and its link, but no answer', async () => {
    const page = await openPage(query, quiet);
    await page.getByRole('button', { name: 'Print the paper' }).click();
    await page.locator('.exam-sheet').waitFor();
    await page.emulateMedia({ media: 'print' });
    const text = await page.locator('body').innerText();
    expect(text).toMatch(/Name[\s\S]*Date/);
    expect(text).toContain('seed=21');
    for (const chrome of ['.site-header', '.site-footer', '.exam-sheet-actions', 'h1'])
      expect(await page.locator(chrome).isVisible()).toBe(false);
    expect(await page.locator('.exam-sheet-items > li').count()).toBe(100);
    expect(await page.locator('.exam-sheet-items :is(input, select, button)').count()).toBe(0);
    const questions = questionsIn(query);
    expect(await page.locator('.exam-key').count()).toBe(0);
    const shown = (await page.locator('.exam-sheet').textContent()) ?? '';
    const prompts = JSON.stringify(
      questions.map(({ item }) => [
        'options' in item ? item.options.map(({ html }) => html) : 0,
        item.promptHtml,
      ]),
    );
    const secrets = questions.flatMap(({ item }) => secretsOf(item));
    expect(secrets.filter((secret) => shown.includes(secret) && !prompts.includes(secret))).toEqual(
      [],
    );
  });

  it('with answers has one for each question, on pages of their own', async () => {
    const page = await openPage(query, quiet);
    await page.getByRole('button', { name: 'Print with answers' }).click();
    await page.locator('.exam-key').waitFor();
    await page.emulateMedia({ media: 'print' });
    const key = page.locator('.exam-key');
    expect(await key.locator('.exam-sheet-items > li').count()).toBe(100);
    expect(await key.evaluate((section) => getComputedStyle(section).breakBefore)).toBe('page');
    for (const { number, item } of questionsIn(query)) {
      const entry = key.locator('.exam-sheet-items > li').nth(number - 1);
      const text = (await entry.innerText()).replaceAll(',', '');
      if (item.kind === 'truefalse') expect(text).toContain(item.answer ? 'True.' : 'False.');
      if (item.kind === 'numeric')
        expect(text).toContain(String(item.variant.answer).replace('-', '−'));
      expect(text).toContain('Settled in');
    }
  });
});

async function openAnd(path: string, look: (page: Page) => Promise<void>): Promise<void> {
  const page = await openPage(path);
  await page.locator('.exam-live:enabled').waitFor();
  await look(page);
}
