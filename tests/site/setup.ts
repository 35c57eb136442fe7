import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { preview } from 'astro';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the built book, with its base path and a slash at the end. */
    baseUrl: string;
    /** The folder that was built. */
    dist: string;
  }
}

const root = join(import.meta.dirname, '../..');
const dist = join(root, '.cache/site');
const base = '/some-base/';

/** Builds the book once below a base path, as Pages would serve it, and serves it to the tests. */
export default async function setup(project: TestProject) {
  process.env['BASE_PATH'] = base;
  process.env['SITE_URL'] = 'https://example.org';
  if (!process.env['KEEP_BUILD']) {
    execFileSync(join(root, 'node_modules/.bin/astro'), ['build', '--outDir', dist], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: process.platform === 'win32',
      env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
    });
  }
  const server = await preview({ root, outDir: dist, server: { port: 4399 }, logLevel: 'error' });
  project.provide('baseUrl', `http://localhost:${server.port}${base}`);
  project.provide('dist', dist);
  return () => server.stop();
}
