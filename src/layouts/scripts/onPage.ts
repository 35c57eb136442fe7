/** Marks the section being read in the on-page contents. */
const links = new Map(
  [...document.querySelectorAll<HTMLAnchorElement>('.on-page a')].map((link) => [
    decodeURIComponent(link.hash.slice(1)),
    link,
  ]),
);
const headings = [...links.keys()].flatMap((slug) => document.getElementById(slug) ?? []);

const observer = new IntersectionObserver(
  () => {
    const passed = headings.filter((heading) => heading.getBoundingClientRect().top < 120);
    const current = passed.at(-1)?.id;
    for (const [slug, link] of links) {
      if (slug === current) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
  },
  { rootMargin: '-110px 0px -60% 0px', threshold: [0, 1] },
);
headings.forEach((heading) => observer.observe(heading));

export {};
