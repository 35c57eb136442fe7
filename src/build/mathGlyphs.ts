/** KaTeX's font files, by the class that asks for them. The last match in a class list wins. */
const fontOfClass: [RegExp, string][] = [
  [/\b(textrm|mathrm|mainrm)\b/, 'Main-Regular'],
  [/\bmathnormal\b/, 'Math-Italic'],
  [/\b(mathit|textit)\b/, 'Main-Italic'],
  [/\b(mathbf|textbf)\b/, 'Main-Bold'],
  [/\bboldsymbol\b/, 'Math-BoldItalic'],
  [/\b(amsrm|mathbb|textbb)\b/, 'AMS-Regular'],
  [/\bmathcal\b/, 'Caligraphic-Regular'],
  [/\b(mathfrak|textfrak)\b/, 'Fraktur-Regular'],
  [/\b(mathtt|texttt)\b/, 'Typewriter-Regular'],
  [/\b(mathscr|textscr)\b/, 'Script-Regular'],
  [/\b(mathsf|textsf)\b/, 'SansSerif-Regular'],
  [/\bdelimsizing size1\b|\bdelim-size1\b|\bsmall-op\b/, 'Size1-Regular'],
  [/\bdelimsizing size2\b|\blarge-op\b/, 'Size2-Regular'],
  [/\bdelimsizing size3\b/, 'Size3-Regular'],
  [/\bdelimsizing size4\b|\bdelim-size4\b/, 'Size4-Regular'],
];

/**
 * Adds the glyphs that the formulas of a page use to `used`, by the name of KaTeX's font, and gives
 * back the page without its formulas.
 */
export function takeMathGlyphs(html: string, used: Map<string, Set<string>>): string {
  const opening = '<span class="katex-html"';
  const prose: string[] = [];
  let end = 0;
  for (let start = html.indexOf(opening); start >= 0; start = html.indexOf(opening, end)) {
    prose.push(html.slice(end, start));
    const fonts: string[] = [];
    const tokens = /<span\b([^>]*)>|<\/span>|<[^>]*>|([^<]+)/g;
    tokens.lastIndex = start;
    for (let token = tokens.exec(html); token; token = tokens.exec(html)) {
      const [tag, attributes, text] = token;
      const font = fonts.at(-1) ?? 'Main-Regular';
      if (attributes !== undefined) fonts.push(fontOf(attributes) ?? font);
      else if (tag === '</span>') fonts.pop();
      else if (text) for (const character of decodeEntities(text)) add(used, font, character);
      if (fonts.length === 0) break;
    }
    end = tokens.lastIndex || html.length;
  }
  prose.push(html.slice(end));
  return prose.join('').replace(/<span class="katex-mathml">[\s\S]*?<\/math><\/span>/g, '');
}

const fontOf = (attributes: string) => {
  const classes = /class="([^"]*)"/.exec(attributes)?.[1] ?? '';
  return fontOfClass.findLast(([pattern]) => pattern.test(classes))?.[1];
};

const add = (used: Map<string, Set<string>>, font: string, character: string) => {
  const glyphs = used.get(font) ?? new Set<string>();
  used.set(font, glyphs.add(character));
};

/** The few entities that the build writes. */
export function decodeEntities(text: string): string {
  return text
    .replace(/&#x([0-9a-f]+);/gi, (_, hex: string) => String.fromCodePoint(parseInt(hex, 16)))
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}
