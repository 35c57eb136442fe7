/**
 * The box over a term, a citation or a symbol: opens on hover and focus, on touch by the first tap
 * (the second follows the link), closes on Escape. Without this script the links still work.
 */
const tip = document.getElementById('tip');
let owner: HTMLElement | undefined;

function show(link: HTMLElement, withLink: boolean) {
  if (!tip || owner === link) return;
  owner = link;
  tip.replaceChildren();
  const title = link.dataset['tipTitle'];
  if (title) {
    const strong = document.createElement('strong');
    strong.textContent = title;
    tip.append(strong);
  }
  tip.append(link.dataset['tip'] ?? '');
  if (withLink) {
    const more = document.createElement('a');
    more.href = (link as HTMLAnchorElement).href;
    more.textContent = 'Go to the entry';
    tip.append(document.createElement('br'), more);
  }
  link.setAttribute('aria-describedby', 'tip');
  tip.showPopover();
  place(tip, link);
}

function place(box: HTMLElement, link: HTMLElement) {
  const at = link.getClientRects()[0] ?? link.getBoundingClientRect();
  const { width, height } = box.getBoundingClientRect();
  const left = Math.max(16, Math.min(at.left, document.documentElement.clientWidth - width - 16));
  const below = at.bottom + 8;
  const fits = below + height < window.innerHeight;
  box.style.left = `${left}px`;
  box.style.top = `${fits ? below : Math.max(8, at.top - height - 8)}px`;
}

function hide() {
  owner?.removeAttribute('aria-describedby');
  owner = undefined;
  if (tip?.matches(':popover-open')) tip.hidePopover();
}

const linkOf = (target: EventTarget | null) =>
  target instanceof Element ? target.closest<HTMLElement>('a[data-tip]') : null;

let leaving: ReturnType<typeof setTimeout> | undefined;

document.addEventListener('pointerover', (event) => {
  if (event.pointerType === 'touch') return;
  const link = linkOf(event.target);
  const inside = event.target instanceof Node && tip?.contains(event.target);
  clearTimeout(leaving);
  if (link) show(link, false);
  else if (owner && !inside) leaving = setTimeout(hide, 200);
});
document.addEventListener('focusin', (event) => {
  const link = linkOf(event.target);
  if (link?.matches(':focus-visible')) show(link, false);
  else if (!(event.target instanceof Node && tip?.contains(event.target))) hide();
});
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') hide();
});
const follow = () => {
  if (!tip || !owner) return;
  const { top, bottom } = owner.getBoundingClientRect();
  const gone = bottom < 0 || top > window.innerHeight;
  // A focused term may still be on its way into view: the page scrolls to it smoothly.
  if (gone && owner !== document.activeElement) hide();
  else place(tip, owner);
};
document.addEventListener('scroll', follow, { passive: true });

let touched = false;
document.addEventListener('pointerdown', (event) => {
  touched = event.pointerType === 'touch';
});
document.addEventListener('click', (event) => {
  const link = linkOf(event.target);
  const inside = event.target instanceof Node && tip?.contains(event.target);
  if (!touched) return;
  if (link && owner !== link) {
    event.preventDefault();
    hide();
    show(link, true);
  } else if (!link && !inside) hide();
});

export {};
