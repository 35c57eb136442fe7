const files = import.meta.glob<string>('../*/style.css', {
  eager: true,
  query: '?inline',
  import: 'default',
});

/**
 * `src/demos/<folder>/style.css`, by folder. Each is a file of its own, which only the pages with
 * these demos link to; what all pages share is one sheet (`src/styles`).
 * A sheet may `@import` another folder's, whose parts its demos use.
 */
export const demoStyleSheets: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(files).map(([path, css]) => [path.split('/')[1] ?? path, css]),
);
