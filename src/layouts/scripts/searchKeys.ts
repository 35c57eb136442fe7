import { href } from '#book/href.ts';

/** `/` and Ctrl or ⌘ K open the search dialog, as does the button; its code is fetched only then. */
const button = document.getElementById('open-search');

async function open() {
  try {
    const { openSearch } = await import('#search/dialog.ts');
    openSearch();
  } catch {
    location.href = href('/search/');
  }
}

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

document.addEventListener('keydown', (event) => {
  const slash = event.key === '/' && !typing(event.target) && !event.ctrlKey && !event.metaKey;
  const chord = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey);
  if (!slash && !chord) return;
  event.preventDefault();
  void open();
});
button?.addEventListener('click', (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  void open();
});
