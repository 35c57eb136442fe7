import { generators } from './generators.ts';
import { firstSeed } from './items.ts';
import type { AuthorItem } from './schema.ts';
import { textHash } from './textHash.ts';

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/**
 * Two characters by which a link to a paper knows an item again: others, but for one chance in 4096,
 * once its words, its answers or its generator's first numbers have changed.
 */
export function itemEdition(item: AuthorItem): string {
  const drawn =
    item.kind === 'numeric' && item.generated !== undefined
      ? generators[item.generated](firstSeed)
      : null;
  const hash = textHash(JSON.stringify([item, drawn]));
  const folded = (hash ^ (hash >>> 12) ^ (hash >>> 24)) & 4095;
  return digits.charAt(folded >>> 6) + digits.charAt(folded & 63);
}
