import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { Cite } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-csl';
import type { Problem } from './contentError.ts';

/** One entry of `content/references.bib`, ready for the page. */
export interface Reference {
  key: string;
  /** "LeCun et al. 1998", for the text. */
  short: string;
  /** The whole entry in APA form, as HTML with its links live. */
  html: string;
  /** The same without markup, for the box that opens over a citation. */
  plain: string;
  url: string | undefined;
}

interface CslName {
  family?: string;
  literal?: string;
  'non-dropping-particle'?: string;
}

interface CslItem {
  id: string;
  author?: CslName[];
  editor?: CslName[];
  issued?: { 'date-parts'?: (number | string)[][] };
  DOI?: string;
  URL?: string;
}

/** The works by key (absent if the file could not be read), and what is wrong with the file. */
export interface Bibliography {
  references: Map<string, Reference> | undefined;
  problems: Problem[];
}

/** Reads the bibliography; a duplicate key or a syntax error is a problem with its line. */
export function readReferences(root: string, path: string): Bibliography {
  const file = relative(root, path);
  const problems: Problem[] = [];
  if (!existsSync(path)) {
    return { references: undefined, problems: [{ file, line: 1, message: 'the file is missing' }] };
  }
  const source = readFileSync(path, 'utf8');
  const seen = new Set<string>();
  for (const match of source.matchAll(/^@\w+\{\s*([^,\s]+)\s*,/gm)) {
    const key = match[1] ?? '';
    const line = source.slice(0, match.index).split('\n').length;
    if (seen.has(key)) {
      const message = `duplicate reference "${key}": give one of the two another key`;
      problems.push({ file, line, message });
    }
    seen.add(key);
  }
  const references = new Map<string, Reference>();
  try {
    const cite = new Cite(source);
    const formatted = new Map<string, string>(
      cite.format('bibliography', { format: 'html', template: 'apa', asEntryArray: true }),
    );
    for (const item of cite.data as CslItem[]) {
      const plain = stripTags(formatted.get(item.id) ?? item.id);
      const url = item.DOI ? `https://doi.org/${item.DOI}` : item.URL;
      references.set(item.id, {
        key: item.id,
        short: shortLabel(item),
        html: linkUrls(innerHtml(formatted.get(item.id) ?? item.id)),
        plain,
        url,
      });
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const [reason, line = '1'] = (message.split('\n')[0] ?? '').split(/ at line (\d+)/);
    problems.push({ file, line: Number(line), message: `not valid BibTeX: ${reason}` });
    return { references: undefined, problems };
  }
  return { references, problems };
}

function shortLabel({ author, editor, issued }: CslItem): string {
  const names = (author ?? editor ?? []).map((name) =>
    [name['non-dropping-particle'], name.family ?? name.literal].filter(Boolean).join(' '),
  );
  const year = issued?.['date-parts']?.[0]?.[0] ?? 'n.d.';
  const who =
    names.length > 2 ? `${names[0]} et al.` : names.length === 2 ? names.join(' and ') : names[0];
  return `${who ?? 'Anonymous'} ${year}`;
}

const innerHtml = (html: string) =>
  html
    .trim()
    .replace(/^<div[^>]*>/, '')
    .replace(/<\/div>$/, '')
    .trim();

const stripTags = (html: string) =>
  html
    .replace(/<[^>]+>/g, '')
    .replace(/&#60;|&lt;/g, '<')
    .replace(/&#62;|&gt;/g, '>')
    .replace(/&#38;|&amp;/g, '&')
    .trim();

const linkUrls = (html: string) =>
  html.replace(/https?:\/\/[^\s<]+[^\s<.,)]/g, (url) => `<a href="${url}">${url}</a>`);
