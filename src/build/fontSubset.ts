import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import subsetFont from 'subset-font';
import { collectMathGlyphs, decodeEntities } from './mathGlyphs.ts';

/** Glyphs that scripts may put on a page although no HTML file has them; ﬁ and ﬂ are ligatures. */
const always =
  ' !"#$%&\'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~' +
  'ﬁﬂ ©«°±²³µ·»×÷–—‘’“”…′″←↑→↓⇒∂∑−√∞≈≠≤≥αβγδεηθλμσφ✓✗';

/** The weights that the style sheets use: a range of the upright faces, one for the italic. */
const weightsOf = (file: string) =>
  file.includes('italic') ? { wght: 400 } : { wght: { min: 400, max: 650, default: 400 } };

/** After the build, cuts every font in `dist` down to the glyphs and weights that the book uses. */
export function fontSubset(): AstroIntegration {
  return {
    name: 'font-subset',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const root = fileURLToPath(dir);
        const files = await readdir(root, { recursive: true });
        const text = new Set(always);
        const math = new Map<string, Set<string>>();
        for (const file of files.filter((name) => name.endsWith('.html'))) {
          const html = await readFile(join(root, file), 'utf8');
          collectMathGlyphs(html, math);
          for (const character of visibleText(html)) text.add(character);
        }
        let before = 0;
        let after = 0;
        for (const file of files.filter((name) => name.endsWith('.woff2'))) {
          const path = join(root, file);
          const font = await readFile(path);
          const mathFont = /KaTeX_([A-Za-z0-9]+-[A-Za-z]+)\./.exec(file)?.[1];
          const glyphs = mathFont ? (math.get(mathFont) ?? [' ']) : text;
          const subset = await subsetFont(font, [...glyphs].join(''), {
            targetFormat: 'woff2',
            noHinting: true,
            noLayoutClosure: true,
            ...(mathFont ? {} : { variationAxes: weightsOf(file) }),
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

const visibleText = (html: string) =>
  decodeEntities(html.replace(/<(script|style|annotation)\b[\s\S]*?<\/\1>|<[^>]*>/g, ''));
