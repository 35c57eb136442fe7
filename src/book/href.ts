/** Outside of Vite, where content is only checked, there is no base path. */
const { BASE_URL: base = '/' } = import.meta.env ?? {};

/** A root-relative address of this site ("/glossary/#stride") with the base path before it. */
export function href(path: string): string {
  return base.replace(/\/$/, '') + path;
}

/** The whole address at which the book is read, with a slash at its end. */
export function siteAddress(site: URL | undefined): string {
  if (!site) throw new Error('the address of the site is unknown: set SITE_URL');
  return new URL(href('/'), site).href;
}
