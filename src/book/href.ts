/** A root-relative address of this site ("/glossary/#stride") with the base path before it. */
export function href(path: string): string {
  return import.meta.env.BASE_URL.replace(/\/$/, '') + path;
}
