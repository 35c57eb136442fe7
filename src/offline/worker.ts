import { clientsClaim } from 'workbox-core';
import { ExpirationPlugin } from 'workbox-expiration';
import { cleanupOutdatedCaches, precacheAndRoute } from 'workbox-precaching';
import { registerRoute } from 'workbox-routing';
import { CacheFirst, NetworkFirst } from 'workbox-strategies';

/**
 * The service worker. What review, exam and progress need is fetched when it is installed, and kept
 * together as of one edition; everything else is kept as the reader meets it, and used when there is
 * no connection.
 */
/** Put in by the build. */
declare const precache: { url: string; revision: string | null }[];

// The first one answers at once; a newer edition waits until the pages of the older are closed.
clientsClaim();

// A link to an exam, or to the state of a demo, is a link to the same page.
precacheAndRoute(precache, { ignoreURLParametersMatching: [/./] });
cleanupOutdatedCaches();

const kept = (most: number) => [new ExpirationPlugin({ maxEntries: most })];

// Their names change with their content.
registerRoute(
  ({ sameOrigin, url }) => sameOrigin && url.pathname.includes('/_astro/'),
  new CacheFirst({ cacheName: 'assets', plugins: kept(300) }),
);
registerRoute(
  ({ sameOrigin }) => sameOrigin,
  new NetworkFirst({ cacheName: 'met', networkTimeoutSeconds: 4, plugins: kept(500) }),
);
