import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, it } from 'vitest';
import { htmlOf, writtenChapters } from './pages.ts';

const dist = inject('dist');

it.each(writtenChapters(dist))('%s links the style sheet of its own demos only', (id) => {
  const html = htmlOf(dist, `chapters/${id}/`);
  const linked = [...html.matchAll(/<link rel="stylesheet" href="[^"]*\/styles\/([\w-]+)\.css"/g)];
  const shown = [...html.matchAll(/\/frames\/([\w-]+)\//g)].map(([, folder]) => folder);
  for (const [, folder = ''] of linked) {
    expect(existsSync(join(dist, `styles/${folder}.css`))).toBe(true);
    expect(['demo', id, ...shown]).toContain(folder);
  }
  if (existsSync(join(dist, `styles/${id}.css`))) expect(linked.map((m) => m[1])).toContain(id);
});
