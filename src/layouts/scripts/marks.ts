/** Pointing at a quantity, or focusing it, marks the same quantity in formula, text and figure. */
const main = document.querySelector('main');

function mark(target: EventTarget | null) {
  if (!main || !(target instanceof Element)) return;
  const role = target.closest<HTMLElement>('[data-role]')?.dataset['role'];
  if (role) main.dataset['mark'] = role;
  else delete main.dataset['mark'];
}

main?.addEventListener('pointerover', (event) => mark(event.target));
main?.addEventListener('focusin', (event) => mark(event.target));
main?.addEventListener('pointerleave', () => mark(document.body));
main?.addEventListener('focusout', () => mark(document.body));

export {};
