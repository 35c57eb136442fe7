import { glob } from 'astro/loaders';
import { defineCollection } from 'astro:content';
import { frontmatterSchema } from '#book/schemas.ts';

export const collections = {
  chapters: defineCollection({
    loader: glob({
      base: './content/chapters',
      pattern: '*/index.mdx',
      generateId: ({ entry }) => entry.replace(/\/index\.mdx$/, ''),
    }),
    schema: frontmatterSchema,
  }),
};
