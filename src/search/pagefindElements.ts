import { href } from '#book/href.ts';

/**
 * Loads Pagefind's own search elements, once, from the index that the build wrote.
 * Rejects if there is no index: in `npm run dev`, or offline.
 */
let loading: Promise<void> | undefined;

export function loadPagefindElements(): Promise<void> {
  loading ??= (async () => {
    if (import.meta.env.DEV) throw new Error('no index in development');
    const style = document.createElement('link');
    style.rel = 'stylesheet';
    style.href = href('/pagefind/pagefind-component-ui.css');
    const config = document.createElement('pagefind-config');
    config.setAttribute('bundle-path', href('/pagefind/'));
    config.setAttribute('base-url', href('/'));
    document.head.append(style);
    document.body.append(config);
    await new Promise<void>((resolve, reject) => {
      const script = document.createElement('script');
      script.type = 'module';
      script.src = href('/pagefind/pagefind-component-ui.js');
      script.addEventListener('load', () => resolve());
      script.addEventListener('error', () => reject(new Error('the search index did not arrive')));
      document.head.append(script);
    });
  })();
  loading.catch(() => {
    loading = undefined;
  });
  return loading;
}

/** What to say when search cannot work, and why. */
export function searchUnavailable(): string {
  return import.meta.env.DEV
    ? 'Search needs a build: run “npm start”. While writing there is no index.'
    : 'The search index did not arrive. Check the connection and try again.';
}
