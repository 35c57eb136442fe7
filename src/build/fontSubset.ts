import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import subsetFont from 'subset-font';

/** Glyphs that scripts may put on a page although no HTML file has them. */
const always =
  ' !"#$%&\'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~' +
  ' ©«°±²³µ·»×÷–—‘’“”…′″←↑→↓⇒∂∑−√∞≈≠≤≥αβγδεηθλμσφ✓✗';

/** Weights that the style sheets use; the rest of a variable font's range is cut off. */
const textWeights = { wght: { min: 400, max: 650, default: 400 } };

/** After the build, cuts every font in `dist` down to the glyphs that the book uses. */
export function fontSubset(): AstroIntegration {
  return {
    name: 'font-subset',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const root = fileURLToPath(dir);
        const files = await readdir(root, { recursive: true });
        const used = { text: new Set(always), math: new Set<string>() };
        for (const file of files.filter((name) => name.endsWith('.html'))) {
          collect(await readFile(join(root, file), 'utf8'), used);
        }
        let before = 0;
        let after = 0;
        for (const file of files.filter((name) => name.endsWith('.woff2'))) {
          const path = join(root, file);
          const font = await readFile(path);
          const isMath = file.includes('KaTeX');
          const glyphs = [...(isMath ? used.math : used.text)].join('');
          const subset = await subsetFont(font, glyphs, {
            targetFormat: 'woff2',
            ...(isMath ? {} : { variationAxes: textWeights }),
          });
          await writeFile(path, subset);
          before += font.length;
          after += subset.length;
        }
        logger.info(`fonts: ${kib(before)} of glyphs cut down to ${kib(after)}`);
      },
    },
  };
}

const kib = (bytes: number) => `${Math.round(bytes / 1024)} KiB`;

function collect(html: string, used: { text: Set<string>; math: Set<string> }) {
  const body = html
    .replace(/<(script|style)\b[\s\S]*?<\/\1>/g, '')
    .replace(/<annotation[\s\S]*?<\/annotation>/g, '');
  for (const formula of formulasOf(body)) {
    for (const character of textOf(formula)) used.math.add(character);
  }
  for (const character of textOf(body)) used.text.add(character);
}

/** The visible half of each KaTeX formula: from its opening span to the one that closes it. */
function* formulasOf(html: string): Generator<string> {
  const opening = '<span class="katex-html"';
  for (let start = html.indexOf(opening); start >= 0; start = html.indexOf(opening, start + 1)) {
    let depth = 0;
    for (const tag of html.slice(start).matchAll(/<(\/?)span\b/g)) {
      depth += tag[1] ? -1 : 1;
      if (depth === 0) {
        yield html.slice(start, start + tag.index);
        break;
      }
    }
  }
}

const textOf = (html: string) =>
  html
    .replace(/<[^>]*>/g, '')
    .replace(/&#x([0-9a-f]+);/gi, (_, hex: string) => String.fromCodePoint(parseInt(hex, 16)))
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
