/** A noun with its indefinite article: "a cat", "an automobile". Goes by the first letter. */
export function withArticle(noun: string): string {
  return `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`;
}
