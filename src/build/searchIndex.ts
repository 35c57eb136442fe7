import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import * as pagefind from 'pagefind';
import { getBook } from '#book/getBook.ts';
import { searchRecords } from '#search/records.ts';

/** After the build, makes Pagefind's index: the chapters' pages, and a record a card and a term. */
export function searchIndex(): AstroIntegration {
  return {
    name: 'search-index',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const root = fileURLToPath(dir);
        const { index, errors } = await pagefind.createIndex({
          forceLanguage: 'en',
          excludeSelectors: ['.katex-html', '.katex-mathml semantics > :not(annotation)'],
        });
        if (!index) throw new Error(`Pagefind could not start: ${errors.join('; ')}`);
        const pages = await index.addDirectory({ path: root });
        if (pages.errors.length > 0) throw new Error(pages.errors.join('; '));
        for (const record of searchRecords(getBook())) {
          const added = await index.addCustomRecord(record);
          if (added.errors.length > 0) throw new Error(added.errors.join('; '));
        }
        const written = await index.writeFiles({ outputPath: join(root, 'pagefind') });
        if (written.errors.length > 0) throw new Error(written.errors.join('; '));
        await pagefind.close();
        logger.info(`search: ${pages.page_count} pages looked at`);
      },
    },
  };
}
