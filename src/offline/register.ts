import { href } from '#book/href.ts';

/**
 * Lets the page work without a connection from the next time on, and says so where the page has a
 * place for it (`data-offline-ready`). Runs once everything else is done.
 */
async function register(): Promise<void> {
  if (import.meta.env.DEV || !('serviceWorker' in navigator)) return;
  try {
    await navigator.serviceWorker.register(href('/offline.js'), { scope: href('/') });
    await navigator.serviceWorker.ready;
  } catch {
    // Private windows may forbid it; the page works as before, online.
    return;
  }
  for (const place of document.querySelectorAll<HTMLElement>('[data-offline-ready]'))
    place.hidden = false;
}

if (document.readyState === 'complete') void register();
else window.addEventListener('load', () => void register());
