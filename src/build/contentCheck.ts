import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { ContentError } from '#book/contentError.ts';
import { checkContent } from './checkContent.ts';

/** Stops a build whose content has mistakes, and lists them; in `npm run dev` it only warns. */
export function contentCheck(): AstroIntegration {
  return {
    name: 'content-check',
    hooks: {
      'astro:config:done': ({ config, logger }) => {
        const problems = checkContent(fileURLToPath(config.root));
        if (problems.length === 0) return;
        const error = new ContentError(problems);
        if (process.argv.includes('dev')) logger.warn(error.message);
        else throw error;
      },
    },
  };
}
