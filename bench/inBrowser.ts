import { fileURLToPath } from 'node:url';

import { chromium } from 'playwright-core';
import { createViteServer } from 'vitest/node';

import { browserFlags, findBrowser } from '../tests/browser.ts';

import type { BenchLayer } from './layers.ts';
import type { LayerTimes } from './measure.ts';

/** Where the numbers come from: an engine, and how it was found. */
export interface Engine {
  name: string;
  why: string;
  measure: (layer: BenchLayer, batch: number) => Promise<LayerTimes>;
  close: () => Promise<void>;
}

/** The reader's engine: `page.ts`, served from the sources, in a headless Chromium. */
export async function inBrowser(log: (line: string) => void): Promise<Engine> {
  const { executablePath, why } = await findBrowser(log);
  const server = await createViteServer({
    configFile: false,
    root: fileURLToPath(new URL('..', import.meta.url)),
    cacheDir: 'node_modules/.vite-bench',
    logLevel: 'error',
    server: { host: '127.0.0.1', port: 0, watch: null },
    optimizeDeps: { entries: ['bench/page.ts'] },
  });
  await server.listen();
  const address = server.httpServer?.address();
  if (!address || typeof address === 'string') throw new Error('The bench server did not start.');

  const browser = await chromium.launch({ executablePath, args: browserFlags });
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.error(error.message));
  await page.goto(`http://127.0.0.1:${address.port}/bench/index.html`);
  await page.waitForFunction(() => window.measureLayer !== undefined, null, { timeout: 60_000 });

  return {
    name: `Chromium ${browser.version()}, headless, one thread`,
    why,
    measure: (layer, batch) =>
      page.evaluate(
        ([l, n]) => {
          if (!window.measureLayer) throw new Error('The page was reloaded.');
          return window.measureLayer(l, n);
        },
        [layer, batch] as const,
      ),
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}
