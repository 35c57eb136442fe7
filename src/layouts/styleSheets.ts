import { demoStyleSheets } from '#demos/frame/demoStyleSheets.ts';

const pages = import.meta.glob<string>('../styles/pages/*.css', {
  eager: true,
  query: '?inline',
  import: 'default',
});

/**
 * Style sheets that are files of their own, by name: those of `src/styles/pages` (`demo` is what all
 * demos share), and those of demo folders. Only pages that name them link to them.
 */
export const styleSheets: Readonly<Record<string, string>> = {
  ...demoStyleSheets,
  ...Object.fromEntries(
    Object.entries(pages).map(([path, css]) => [path.replace(/^.*\/(.*)\.css$/, '$1'), css]),
  ),
};
