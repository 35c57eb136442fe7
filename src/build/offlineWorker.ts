import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { build } from 'vite';

/** The pages that work without a connection once they were opened with one. */
const pages = ['review/index.html', 'exam/index.html', 'progress/index.html'];

/**
 * After everything else, makes `offline.js`: the service worker of `src/offline` with the list of
 * files that those pages need, each with a hash of its content.
 */
export function offlineWorker({ base }: { base: string }): AstroIntegration {
  return {
    name: 'offline-worker',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const root = fileURLToPath(dir);
        const bank = (await readdir(join(root, 'bank'))).map((file) => `bank/${file}`);
        const files = await needed(root, base, [...pages, ...bank]);
        const precache = await Promise.all(
          files.map(async (file) => ({ url: file, revision: await revisionOf(join(root, file)) })),
        );
        await build({
          configFile: false,
          logLevel: 'warn',
          define: {
            precache: JSON.stringify(precache),
            'process.env.NODE_ENV': '"production"',
          },
          build: {
            outDir: root,
            emptyOutDir: false,
            copyPublicDir: false,
            lib: {
              entry: join(import.meta.dirname, '../offline/worker.ts'),
              formats: ['iife'],
              name: 'offline',
              fileName: () => 'offline.js',
            },
          },
        });
        logger.info(`offline: ${files.length} files to keep`);
      },
    },
  };
}

/** These files and what they load, directly or not, by their addresses in them. */
async function needed(root: string, base: string, start: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  const open = [...start];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    const name = file.replaceAll('\\', '/');
    if (found.has(name) || !existsSync(join(root, name))) continue;
    found.add(name);
    if (!/\.(html|js|css)$/.test(name)) continue;
    const text = await readFile(join(root, name), 'utf8');
    for (const [, address = ''] of text.matchAll(/["'`(]([\w./-]+\.(?:js|css|woff2|svg))["'`)]/g)) {
      if (address.startsWith(base)) open.push(address.slice(base.length));
      else if (address.startsWith('.')) open.push(normalize(join(dirname(name), address)));
      else if (!address.startsWith('/')) open.push(address);
    }
  }
  return [...found].sort();
}

async function revisionOf(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex')
    .slice(0, 16);
}
