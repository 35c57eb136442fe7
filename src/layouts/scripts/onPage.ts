/** Marks the section being read in the on-page contents. */
const links = new Map(
  [...document.querySelectorAll<HTMLAnchorElement>('.on-page a')].map((link) => [
    decodeURIComponent(link.hash.slice(1)),
    link,
  ]),
);
const headings = [...links.keys()].flatMap((slug) => document.getElementById(slug) ?? []);

function mark() {
  const current = headings.findLast((heading) => heading.getBoundingClientRect().top < 140)?.id;
  for (const [slug, link] of links) {
    if (slug === current) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
}

let waiting = false;
document.addEventListener(
  'scroll',
  () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      mark();
    });
  },
  { passive: true },
);
mark();
