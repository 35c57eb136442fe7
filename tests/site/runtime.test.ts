import type { Page, Route } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openPage, type OpenOptions } from './page.ts';

const CHAPTER = '/chapters/conv-kernel-gradient/';
/** How long a page on a busy machine may take to do what is expected of it. */
const PATIENCE = { timeout: 20_000 };
const WORKER = /\/worker[-.][^/]*\.js$/;
const WASM = /\.wasm$/;
const CHECK_TASK = /\/check-kernel-gradient[^/]*\.js$/;

/** Opens the chapter; faults are console errors by nature, so they are allowed on request. */
function openChapter(query = '', options: OpenOptions = {}): Promise<Page> {
  return openPage(CHAPTER + query, options);
}

/** Fails requests for the given files until it is lifted. */
function without(files: RegExp, how: (route: Route) => Promise<void>): OpenOptions {
  return {
    expectErrors: true,
    before: async (page) => {
      await page.context().route(files, how);
    },
  };
}

/** The first "Check it" of the page: its button, and what it says. */
function checkOf(page: Page) {
  const check = page.locator('.check-it').first();
  return {
    async press() {
      await check.scrollIntoViewIfNeeded();
      await expect.poll(() => check.evaluate(isAlive), PATIENCE).toBe(true);
      await check.getByRole('button', { name: /^Check it/ }).click();
    },
    retry: () => check.getByRole('button', { name: 'Try again' }).click(),
    report: () => check.locator('.check-report').innerText(),
    error: () => check.getByRole('alert').innerText(),
  };
}

/** Whether the component an element belongs to has been hydrated, so that a click is heard. */
const isAlive = (element: Element) => !element.closest('astro-island')?.hasAttribute('ssr');

const statusOf = (page: Page) => page.evaluate(() => globalThis.bookRuntime?.status);

/** Keeps a list of the page's workers, so that one can be killed. */
async function listWorkers(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const started: Worker[] = [];
    Object.assign(globalThis, { started });
    globalThis.Worker = class extends Worker {
      constructor(address: string | URL, options?: WorkerOptions) {
        super(address, options);
        started.push(this);
      }
    };
  });
}

const started = (page: Page) =>
  page.evaluate(() => (globalThis as unknown as { started: Worker[] }).started.length);
const killLast = (page: Page) =>
  page.evaluate(() => (globalThis as unknown as { started: Worker[] }).started.at(-1)?.terminate());

describe('computing in the reader’s browser', () => {
  it('costs nothing before something that computes is in view', async () => {
    const page = await openChapter('', { before: listWorkers });
    await page.waitForLoadState('networkidle');
    expect(await started(page)).toBe(0);
  });

  it('runs on wasm, in one worker, and the check of a formula holds', async () => {
    const page = await openChapter('', { before: listWorkers });
    await checkOf(page).press();
    expect(await checkOf(page).report()).toMatch(/It holds/);
    expect(await statusOf(page)).toMatchObject({ backend: 'wasm', state: 'ready', notice: null });
    await checkOf(page).press();
    expect(await started(page)).toBe(1);
  });

  it.each(['wasm', 'cpu', 'webgl'])(
    'computes the same check on %s when the address forces it',
    async (backend) => {
      const page = await openChapter(`?backend=${backend}`);
      await checkOf(page).press();
      expect(await checkOf(page).report()).toMatch(/It holds/);
      expect(await statusOf(page)).toMatchObject({ backend, notice: null });
    },
  );

  it('says so when the address asks for an unknown backend', async () => {
    const page = await openChapter('?backend=quantum');
    await checkOf(page).press();
    await checkOf(page).report();
    expect((await statusOf(page))?.notice).toContain('“quantum”');
  });

  it('measures a graphics card once, and remembers on the device what was faster', async () => {
    const page = await openChapter('', {
      before: async (page) => {
        await page.context().route(WORKER, async (route) => {
          const response = await route.fetch();
          // Lets the software renderer of the test machine pass for a card.
          const body = (await response.text()).replace('swiftshader|', 'no-such-renderer|');
          await route.fulfill({ response, body });
        });
      },
    });
    await checkOf(page).press();
    expect(await checkOf(page).report()).toMatch(/It holds/);
    expect((await statusOf(page))?.backend).toBe('wasm');
    const remembered = () => page.evaluate(() => localStorage.getItem('wtns:setting:backend'));
    expect(await remembered()).toBe('wasm');
  });

  it('leaves no tensors behind', async () => {
    const page = await openChapter();
    const check = checkOf(page);
    await check.press();
    await check.report();
    const tensors = () => page.evaluate(() => globalThis.bookRuntime?.tensors());
    const before = await tensors();
    for (let i = 0; i < 20; i++) {
      await check.press();
      await page.waitForFunction(() => !document.querySelector('.check-it button:disabled'));
    }
    expect(await tensors()).toBe(before);
  });
});

describe('a wasm file that does not arrive', () => {
  it.each([
    ['is missing', (route: Route) => route.fulfill({ status: 404, body: '' })],
    ['is cut off', (route: Route) => route.abort()],
  ])('(%s) slows the demos down, says so, and can be tried again', async (_, how) => {
    const page = await openChapter('', without(WASM, how));
    const demo = page.locator('#conv-kernel-gradient-lab');
    await demo.scrollIntoViewIfNeeded();
    await expect.poll(() => demo.innerText(), PATIENCE).toContain('Runs on plain JavaScript (cpu)');
    expect(await demo.locator('.demo-notice').innerText()).toMatch(/did not arrive.*slower/);

    await page.context().unroute(WASM);
    await demo.getByRole('button', { name: 'Try the fast way again' }).click();
    await expect.poll(() => demo.innerText(), PATIENCE).toContain('Runs on wasm (SIMD)');
    expect(await demo.locator('.demo-notice').count()).toBe(0);
  });
});

describe('a program that does not arrive', () => {
  it.each([
    ['the worker', WORKER],
    ['the task', CHECK_TASK],
  ])('(%s) is reported in the page, and a second try works', async (_, files) => {
    const page = await openChapter(
      '',
      without(files, (route) => route.abort()),
    );
    const check = checkOf(page);
    await check.press();
    expect(await check.error()).toMatch(/did not arrive. Check the connection and try again/);

    await page.context().unroute(files);
    await check.retry();
    expect(await check.report()).toMatch(/It holds/);
  });
});

describe('a worker that dies', () => {
  it('is replaced, and the reader gets the result all the same', async () => {
    const page = await openChapter('', { before: listWorkers });
    const check = checkOf(page);
    await check.press();
    await check.report();
    await killLast(page);
    await check.press();
    await expect.poll(() => started(page), PATIENCE).toBe(2);
    await page.waitForFunction(() => !document.querySelector('.check-it button:disabled'));
    expect(await check.report()).toMatch(/It holds/);
    expect((await statusOf(page))?.state).toBe('ready');
  });

  it('twice in a row, is reported with a way to try again', async () => {
    const page = await openChapter('', {
      expectErrors: true,
      before: async (page) => {
        await page.context().route(WORKER, (route) =>
          // A worker that answers once and then throws itself away.
          route.fulfill({ contentType: 'text/javascript', body: 'self.close()' }),
        );
        await page.addInitScript(() => {
          // A closed worker reports nothing; this is what a crash looks like to the page.
          let started = 0;
          globalThis.Worker = class extends Worker {
            constructor(address: string | URL, options?: WorkerOptions) {
              super(address, options);
              if (++started <= 2) setTimeout(() => this.dispatchEvent(new Event('error')), 100);
            }
          };
        });
      },
    });
    const check = checkOf(page);
    await check.press();
    expect(await check.error()).toMatch(/[Tt]ry again/);
    await page.context().unroute(WORKER);
    await check.retry();
    expect(await check.report()).toMatch(/It holds/);
  });
});

describe('a graphics card that goes away', () => {
  it('is left for wasm, its computation repeated, and the page says so', async () => {
    const page = await openChapter('?backend=webgl', {
      before: async (page) => {
        await page.context().route(WORKER, async (route) => {
          const response = await route.fetch();
          await route.fulfill({ response, body: REMEMBER_CONTEXTS + (await response.text()) });
        });
      },
    });
    const check = checkOf(page);
    await check.press();
    await check.report();
    expect(await statusOf(page)).toMatchObject({ backend: 'webgl' });

    await page.workers()[0]?.evaluate(() => {
      const { contexts } = globalThis as unknown as { contexts: WebGL2RenderingContext[] };
      for (const gl of contexts) gl.getExtension('WEBGL_lose_context')?.loseContext();
    });
    await check.press();
    await expect.poll(async () => (await statusOf(page))?.backend, PATIENCE).toBe('wasm');
    await page.waitForFunction(() => !document.querySelector('.check-it button:disabled'));
    expect(await check.report()).toMatch(/It holds/);
    expect((await statusOf(page))?.notice).toContain('graphics card stopped answering');
  });
});

/** Put before the worker's program: keeps its WebGL contexts, so that the test can lose them. */
const REMEMBER_CONTEXTS = `{
  const { prototype } = OffscreenCanvas;
  const getContext = prototype.getContext;
  globalThis.contexts = [];
  prototype.getContext = function (...request) {
    const context = getContext.apply(this, request);
    if (context) contexts.push(context);
    return context;
  };
}`;
