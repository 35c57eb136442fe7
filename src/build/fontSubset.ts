import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import subsetFont from 'subset-font';
import { takeMathGlyphs, decodeEntities } from './mathGlyphs.ts';

/** Every face has these; ﬁ and ﬂ are ligatures. */
const basic =
  ' !"#$%&\'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~' +
  'ﬁﬂ\u00A0·×–—‘’“”…′−';

/** Glyphs that the demos may put into the apparatus although no HTML file has them. */
const apparatus = '°±²³µ÷″←↑→↓⇒∂∑√∞≈≠≤≥αβγδεηθλμσφ✓✗';

/** The weights that the style sheets use: one of the text face, a range of the apparatus face. */
const weightsOf = (file: string) =>
  file.includes('serif') ? { wght: 400 } : { wght: { min: 400, max: 650, default: 400 } };

/**
 * What the italic face has even if nothing emphasises it yet: letters, digits, the marks between words,
 * the “=” of a symbol and its value.
 * Any other italic symbol is taken from another face.
 */
const wordGlyph = /[\p{Script=Latin}\d\p{Pd}\p{Pi}\p{Pf}\p{Zs}!"'(),./:;=?%·×…′−]/u;

/** After the build, cuts every font in `dist` down to the glyphs and weights that the book uses. */
export function fontSubset(): AstroIntegration {
  return {
    name: 'font-subset',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const root = fileURLToPath(dir);
        const files = await readdir(root, { recursive: true });
        const text = new Set(basic);
        const emphasis = new Set<string>();
        const math = new Map<string, Set<string>>();
        for (const file of files.filter((name) => name.endsWith('.html'))) {
          const html = await readFile(join(root, file), 'utf8');
          const prose = takeMathGlyphs(html, math);
          for (const character of wordsOf(prose)) text.add(character);
          for (const [, , emphasised = ''] of prose.matchAll(/<(em|i|cite)\b[^>]*>(.*?)<\/\1>/gs))
            for (const character of wordsOf(emphasised)) emphasis.add(character);
        }
        for (const character of text) if (wordGlyph.test(character)) emphasis.add(character);
        let before = 0;
        let after = 0;
        for (const file of files.filter((name) => name.endsWith('.woff2'))) {
          const path = join(root, file);
          const font = await readFile(path);
          const mathFont = /KaTeX_([A-Za-z0-9]+-[A-Za-z]+)\./.exec(file)?.[1];
          const words = file.includes('italic') ? emphasis : text;
          const glyphs = mathFont ? (math.get(mathFont) ?? [' ']) : [...words, ...extraOf(file)];
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

const extraOf = (file: string) => (file.includes('sans') ? apparatus : '');

/** The text of some HTML without formulas. */
function wordsOf(html: string): string {
  return decodeEntities(html.replace(/<(script|style)\b[\s\S]*?<\/\1>|<[^>]*>/g, ''));
}
