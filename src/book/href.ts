/** Outside of Vite, where content is only checked, there is no base path. */
const { BASE_URL: base = '/' } = import.meta.env ?? {};

/** A root-relative address of this site ("/glossary/#stride") with the base path before it. */
export function href(path: string): string {
  return base.replace(/\/$/, '') + path;
}
