import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { builtPages, htmlOf } from './pages.ts';

const dist = inject('dist');
const base = new URL(inject('baseUrl')).pathname;
const pages = builtPages(dist);
const idsOf = new Map(
  pages.map((page) => [
    page,
    new Set([...htmlOf(dist, page).matchAll(/\sid="([^"]+)"/g)].map((match) => match[1] ?? '')),
  ]),
);

describe('the built pages', () => {
  it.each(pages)('links of /%s all lead somewhere, anchors too', (page) => {
    const html = htmlOf(dist, page);
    const dead: string[] = [];
    for (const match of html.matchAll(/\s(?:href|src|component-url|renderer-url)="([^"]+)"/g)) {
      const target = (match[1] ?? '').replaceAll('&amp;', '&');
      if (/^(https?:|data:|mailto:)/.test(target)) continue;
      const url = new URL(target, `http://x${base}${page}`);
      if (!url.pathname.startsWith(base)) {
        dead.push(`${target} (without the base path)`);
        continue;
      }
      const path = decodeURIComponent(url.pathname.slice(base.length));
      const anchor = decodeURIComponent(url.hash.slice(1));
      const ids = idsOf.get(path);
      if (!ids && !existsSync(join(dist, path))) dead.push(target);
      else if (anchor && ids && !ids.has(anchor)) dead.push(target);
    }
    expect(dead).toEqual([]);
  });

  it.each(pages)('ids of /%s are unique', (page) => {
    const ids = [...htmlOf(dist, page).matchAll(/\sid="([^"]+)"/g)].map((match) => match[1]);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it('every card has a place, and cards without a chapter are never linked as chapters', () => {
    expect(idsOf.get('cards/')?.size).toBeGreaterThanOrEqual(38);
  });
});
