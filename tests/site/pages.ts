import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Addresses of all built pages, relative to the base path: "", "chapters/x/", "404.html". */
export function builtPages(dist: string): string[] {
  return readdirSync(dist, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.html') && !file.startsWith('pagefind'))
    .map((file) => file.replaceAll('\\', '/').replace(/index\.html$/, ''))
    .sort();
}

/** Ids of the chapters that are written. */
export function writtenChapters(dist: string): string[] {
  return builtPages(dist).flatMap((page) => /^chapters\/([^/]+)\/$/.exec(page)?.[1] ?? []);
}

/** The HTML of a built page. */
export function htmlOf(dist: string, page: string): string {
  return readFileSync(
    join(dist, page === '' || page.endsWith('/') ? `${page}index.html` : page),
    'utf8',
  );
}
