import { fileURLToPath } from 'node:url';

import { chromium, type Page } from 'playwright-core';
import { createViteServer } from 'vitest/node';

import { browserFlags, findBrowser } from '../tests/browser.ts';

import type { BenchLayer } from './layers.ts';
import type { LayerTimes } from './measure.ts';
import type { NetworkTimes } from './measureNetwork.ts';
import type { PhotoTimes } from './measurePhoto.ts';

/** Where the numbers come from: an engine, and how it was found. */
export interface Engine {
  name: string;
  why: string;
  measure: (layer: BenchLayer, batch: number) => Promise<LayerTimes>;
  measureNetwork: (kind: 'ours' | 'stock') => Promise<NetworkTimes>;
  measurePhoto: (kind: 'ours' | 'stock') => Promise<PhotoTimes>;
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
  const open = async (query: string): Promise<Page> => {
    const page = await browser.newPage();
    page.on('pageerror', (error) => console.error(error.message));
    await page.goto(`http://127.0.0.1:${address.port}/bench/index.html${query}`);
    await page.waitForFunction(() => window.measureLayer !== undefined, null, { timeout: 60_000 });
    return page;
  };
  const page = await open('');
  const stockPage = await open('?stock'); // TF.js as it comes, without the book's kernels

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
    measureNetwork: (kind) =>
      (kind === 'ours' ? page : stockPage).evaluate(() => {
        if (!window.measureNetwork) throw new Error('The page was reloaded.');
        return window.measureNetwork();
      }),
    measurePhoto: (kind) =>
      (kind === 'ours' ? page : stockPage).evaluate(() => {
        if (!window.measurePhoto) throw new Error('The page was reloaded.');
        return window.measurePhoto();
      }),
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}
