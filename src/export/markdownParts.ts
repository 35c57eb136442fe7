/** Plain text, such as the entry of a menu, as Markdown that shows the same. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]<>$#|~&]/g, '\\$&');
}

/**
 * A list with an asterisk before each entry. Not a hyphen: a spreadsheet takes a cell that begins
 * with one for a formula.
 */
export function bulletList(entries: readonly string[]): string {
  return entries.map((entry) => item('*', entry)).join('\n');
}

export function numberedList(entries: readonly string[]): string {
  return entries.map((entry, index) => item(`${index + 1}.`, entry)).join('\n');
}

/** Blocks of Markdown with a blank line between them; empty ones are left out. */
export function blocks(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n');
}

/** Further lines of an entry stand below its first word. */
function item(marker: string, text: string): string {
  return `${marker} ${text.replace(/\n(?=[^\n])/g, `\n${' '.repeat(marker.length + 1)}`)}`;
}
