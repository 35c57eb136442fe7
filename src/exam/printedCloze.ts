import type { ClozeItem } from '#quiz/items.ts';

const field =
  /<input\b[^>]*\bname="([^"]+)"[^>]*>|<select\b[^>]*\bname="([^"]+)"[^>]*>.*?<\/select>/gs;

/** The text of a cloze item for paper: a gap to write in for each field, numbered if there are several. */
export function printedCloze({ textHtml, blanks }: ClozeItem): string {
  return textHtml.replace(field, (_, input?: string, select?: string) => {
    const name = input ?? select;
    const number = blanks.findIndex((blank) => blank.name === name) + 1;
    const mark = blanks.length > 1 ? `<sup>${String(number)}</sup>` : '';
    return `<span class="glued">${mark}<span class="print-gap"></span></span>`;
  });
}
