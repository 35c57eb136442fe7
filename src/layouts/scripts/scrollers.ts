/** Formulas and tables that are wider than the page can be scrolled with the keyboard too. */
const scrollers = document.querySelectorAll<HTMLElement>('.math-display, .table-scroll, pre');

const observer = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const wide = target.scrollWidth > target.clientWidth + 1;
    if (wide) target.setAttribute('tabindex', '0');
    else target.removeAttribute('tabindex');
  }
});
scrollers.forEach((element) => observer.observe(element));

export {};
