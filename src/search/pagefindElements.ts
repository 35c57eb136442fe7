import { href } from '#book/href.ts';

/** What we use of the object that Pagefind's elements leave on the window. */
interface PagefindComponents {
  getInstanceManager(): { getInstance(name: string): { pagefindOptions: Record<string, unknown> } };
}

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
    // Otherwise the shortest texts, the cards, would come before the chapters that are about them.
    const elements = window as unknown as { PagefindComponents?: PagefindComponents };
    const instance = elements.PagefindComponents?.getInstanceManager().getInstance('default');
    if (instance) instance.pagefindOptions['ranking'] = { pageLength: 0.1 };
  })();
  loading.catch(() => {
    loading = undefined;
  });
  return loading;
}

/** Gives the filters' buttons the names that Pagefind leaves out, each time it draws them. */
export function nameFilters(root: Element): void {
  new MutationObserver(() => nameFiltersNow(root)).observe(root, {
    childList: true,
    subtree: true,
  });
  nameFiltersNow(root);
}

function nameFiltersNow(root: Element): void {
  for (const filter of root.querySelectorAll('pagefind-filter-dropdown')) {
    const name = `Filter by ${filter.getAttribute('label')?.toLowerCase()}`;
    filter.querySelector('[role=combobox]')?.setAttribute('aria-label', name);
  }
}

/** What to say when search cannot work, and why. */
export function searchUnavailable(): string {
  return import.meta.env.DEV
    ? 'Search needs a build: run “npm start”. While writing there is no index.'
    : 'The search index did not arrive. Check the connection and try again.';
}
