/** Formulas and tables that are wider than the page can be scrolled with the keyboard too. */
const scrollers = '.math-display, .table-scroll, pre';

const sizes = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const wide = target.scrollWidth > target.clientWidth + 1;
    if (wide) target.setAttribute('tabindex', '0');
    else target.removeAttribute('tabindex');
  }
});
const observeIn = (part: Element) => {
  if (part.matches(scrollers)) sizes.observe(part);
  for (const element of part.querySelectorAll(scrollers)) sizes.observe(element);
};
observeIn(document.body);

// Some come later, with the feedback to an answer or the questions of a paper.
new MutationObserver((changes) => {
  for (const { addedNodes } of changes)
    for (const node of addedNodes) if (node instanceof Element) observeIn(node);
}).observe(document.body, { childList: true, subtree: true });

export {};
