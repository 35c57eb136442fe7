import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

/** A Chromium for the tests, and how it was found. */
export interface Browser {
  executablePath: string;
  why: string;
}

/** Flags for a quiet, offline, software-rendered browser, as root or not. */
export const browserFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
const places = [
  ...(process.env['PATH'] ?? '').split(delimiter).flatMap((dir) => names.map((n) => join(dir, n))),
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

const named = () => process.env['CHROME_PATH'];
const onSystem = () => places.find((path) => existsSync(path));
const fromPlaywright = () => {
  const path = chromium.executablePath();
  return existsSync(path) ? path : undefined;
};

/**
 * Looks for a browser in this order: `CHROME_PATH`, the system's, Playwright's own; then installs
 * one by whatever works here: Playwright's download, Debian's package (as root), a package of npm's.
 */
export async function findBrowser(log: (line: string) => void = () => {}): Promise<Browser> {
  const asked = named();
  if (asked) {
    if (!existsSync(asked)) throw new Error(`CHROME_PATH is "${asked}", but no such file exists`);
    return { executablePath: asked, why: 'named by CHROME_PATH' };
  }
  const system = onSystem();
  if (system) return { executablePath: system, why: 'found on this system' };
  const cached = fromPlaywright();
  if (cached) return { executablePath: cached, why: 'installed by Playwright earlier' };

  log('No Chromium found; installing one.');
  const attempt = (what: string, command: string, args: string[]) => {
    try {
      log(`  trying ${what} …`);
      execFileSync(command, args, { stdio: 'pipe', timeout: 300_000 });
      return true;
    } catch {
      log(`  … not possible here`);
      return false;
    }
  };
  const cli = join(import.meta.dirname, '../node_modules/playwright-core/cli.js');
  if (attempt("Playwright's download", process.execPath, [cli, 'install', 'chromium'])) {
    const path = fromPlaywright();
    if (path) return { executablePath: path, why: 'just installed by Playwright' };
  }
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const apt = (...args: string[]) => {
    const [command = 'apt-get', ...rest] = [...asRoot, 'apt-get', ...args];
    return attempt(`apt-get ${args[0] ?? ''}`, command, rest);
  };
  if (process.platform === 'linux' && apt('update') && apt('install', '-y', 'chromium')) {
    const path = onSystem();
    if (path) return { executablePath: path, why: 'just installed from the system’s packages' };
  }
  if (process.platform === 'linux') {
    const folder = join(import.meta.dirname, '../.cache/chromium');
    const install = ['install', '--no-save', '--prefix', folder, '@sparticuz/chromium@153.0.0'];
    if (attempt('the npm package @sparticuz/chromium', 'npm', install)) {
      const module = createRequire(join(folder, 'index.js')).resolve('@sparticuz/chromium');
      const { default: packaged } = (await import(pathToFileURL(module).href)) as {
        default: { executablePath(): Promise<string> };
      };
      const path = await packaged.executablePath();
      return { executablePath: path, why: 'unpacked from the npm package @sparticuz/chromium' };
    }
  }
  throw new Error(
    'No Chromium could be found or installed. Install Chromium or Chrome, or set CHROME_PATH to one.',
  );
}
