import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

/**
 * Takes the TeX source out of the built formulas. Pagefind has read it by now, and no reader does:
 * screen readers speak the MathML around it. Runs after the search index, before the fonts.
 */
export function dropTex(): AstroIntegration {
  return {
    name: 'drop-tex',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const root = fileURLToPath(dir);
        for (const file of await readdir(root, { recursive: true })) {
          if (!file.endsWith('.html')) continue;
          const path = join(root, file);
          const html = await readFile(path, 'utf8');
          const light = html.replace(
            /<annotation encoding="application\/x-tex">[^<]*<\/annotation>/g,
            '',
          );
          if (light !== html) await writeFile(path, light);
        }
      },
    },
  };
}
