import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { inject, onTestFinished, type TestContext } from 'vitest';
import { browserFlags, findBrowser } from '../browser.ts';

let running: Promise<Browser> | undefined;

/** One browser for a test file. */
export function getBrowser(): Promise<Browser> {
  running ??= findBrowser().then(({ executablePath }) =>
    chromium.launch({ executablePath, args: browserFlags }),
  );
  return running;
}

export interface OpenOptions extends BrowserContextOptions {
  /** Errors on the console that the test causes on purpose. */
  expectErrors?: boolean;
  /** Runs before the page is opened: routes, scripts. */
  before?: (page: Page) => Promise<void>;
  /** The test that the page belongs to, which a test that runs beside others has to say. */
  test?: Pick<TestContext, 'onTestFinished'>;
}

/** Opens a page of the built book in a fresh profile; any console error fails the test. */
export async function openPage(path: string, options: OpenOptions = {}): Promise<Page> {
  const { expectErrors = false, before, test = { onTestFinished }, ...contextOptions } = options;
  const browser = await getBrowser();
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    // Only the tests of reading offline want it to fetch and to answer.
    serviceWorkers: 'block',
    ...contextOptions,
  });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  test.onTestFinished(async () => {
    await context.close();
    if (!expectErrors && errors.length > 0) {
      throw new Error(`${path}: errors on the console:\n${errors.join('\n')}`);
    }
  });
  await before?.(page);
  await page.goto(inject('baseUrl') + path.replace(/^\//, ''));
  return page;
}
