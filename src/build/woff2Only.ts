import type { Plugin } from 'vite';

/** Drops the woff and ttf copies from KaTeX's style sheet: every browser we support reads woff2. */
export function woff2Only(): Plugin {
  return {
    name: 'woff2-only',
    enforce: 'pre',
    transform(code, id) {
      if (!/katex[^?]*\.css/.test(id)) return undefined;
      return code
        .replace(/,url\([^)]*\.(?:woff|ttf)\)\s*format\((?:"|')?(?:woff|truetype)(?:"|')?\)/g, '')
        .replaceAll('font-display:block', 'font-display:swap');
    },
  };
}
