import { loadPagefindElements, nameFilters, searchUnavailable } from './pagefindElements.ts';
import '../styles/search.css';

interface Modal extends HTMLElement {
  open(): void;
}

let modal: Modal | undefined;

/** Opens search over the page: Pagefind's modal, with filters by kind and part. */
export async function openSearch(): Promise<void> {
  // The elements stand in the page before their definitions arrive, as they would in its HTML:
  // built later, the modal moves its children about and they set themselves up twice.
  modal ??= createModal();
  try {
    await loadPagefindElements();
    nameFilters(modal);
    modal.open();
  } catch {
    modal.remove();
    modal = undefined;
    showNotice(searchUnavailable());
  }
}

function createModal(): Modal {
  const element = document.createElement('pagefind-modal') as Modal;
  element.innerHTML = `
    <pagefind-modal-header><pagefind-input placeholder="Search chapters, cards, terms"></pagefind-input></pagefind-modal-header>
    <pagefind-modal-body>
      <div class="search-filters">
        <pagefind-filter-dropdown filter="kind" label="Kind"></pagefind-filter-dropdown>
        <pagefind-filter-dropdown filter="part" label="Part"></pagefind-filter-dropdown>
      </div>
      <pagefind-summary></pagefind-summary>
      <pagefind-results max-results="8" max-sub-results="4"></pagefind-results>
    </pagefind-modal-body>
    <pagefind-modal-footer><pagefind-keyboard-hints></pagefind-keyboard-hints></pagefind-modal-footer>`;
  document.body.append(element);
  return element;
}

function showNotice(text: string) {
  const dialog = document.createElement('dialog');
  dialog.className = 'notice';
  dialog.setAttribute('aria-label', 'Search');
  const paragraph = document.createElement('p');
  paragraph.textContent = text;
  const form = document.createElement('form');
  form.method = 'dialog';
  const close = document.createElement('button');
  close.className = 'button-plain';
  close.textContent = 'Close';
  form.append(close);
  dialog.append(paragraph, form);
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
