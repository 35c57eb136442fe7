import { href } from '#book/href.ts';
import type { WeightsStore } from './modelLoader.ts';

/** Other books may live on the same origin. */
const NAME = 'what-the-network-sees/models';

/**
 * Keeps weights in the browser's Cache, one version of each file, under its checksum. Where there
 * is none, or it refuses (private windows, full disks), nothing is kept and nothing found.
 */
export function cacheStore(
  caches: CacheStorage | undefined = (globalThis as { caches?: CacheStorage }).caches,
): WeightsStore | undefined {
  if (!caches) return undefined;
  const keyOf = (path: string, sha256: string) => `${href(`/models/${path}`)}?sha256=${sha256}`;
  return {
    async find(path, sha256) {
      try {
        const cache = await caches.open(NAME);
        const found = await cache.match(keyOf(path, sha256));
        return found ? await found.arrayBuffer() : null;
      } catch {
        return null;
      }
    },
    async keep(path, sha256, bytes) {
      try {
        const cache = await caches.open(NAME);
        await cache.delete(keyOf(path, ''), { ignoreSearch: true });
        await cache.put(keyOf(path, sha256), new Response(bytes));
      } catch {
        // Not kept: the next visit fetches it again.
      }
    },
  };
}
