import type { ClientDirective } from 'astro';

const REACHES = ['pointerenter', 'pointerdown', 'focusin'];
const HELD = ['pointerdown', 'click', 'keydown'];

/**
 * Hydrates an island when the reader first points at it, touches it or tabs into it; at once if the
 * address carries its state. What is pressed meanwhile is held back and repeated, in its order, as
 * soon as it can be answered.
 */
const touched: ClientDirective = (load, { value: key }, island) => {
  let held: Event[] = [];
  const hold = (event: Event) => {
    held.push(event);
    // A key goes on doing what it does in any page: only what the demo makes of it has to wait.
    if (event.type === 'click') event.preventDefault();
    // A demo that is half awake would hear it now, and once more later.
    event.stopImmediatePropagation();
  };
  const listen = (types: readonly string[], listener: (event: Event) => void, on: boolean) => {
    for (const type of types) {
      if (on) island.addEventListener(type, listener, true);
      else island.removeEventListener(type, listener, true);
    }
  };
  const wake = async () => {
    listen(REACHES, wake, false);
    listen(HELD, hold, true);
    held = [];
    try {
      await Promise.all([alive(island), load().then((hydrate) => hydrate())]);
    } catch (error) {
      listen(REACHES, wake, true); // the network may be back at the next touch
      throw error;
    } finally {
      listen(HELD, hold, false);
    }
    // Where the reader is, the demo was not told either.
    const { activeElement } = document;
    if (island.contains(activeElement)) {
      activeElement?.dispatchEvent(new FocusEvent('focusin', { bubbles: true }));
    }
    for (const event of held) {
      await Promise.resolve(); // React renders in between: the next press sees what the last one did
      repeat(event);
    }
  };
  if (new URLSearchParams(location.search).has(key)) void wake();
  else listen(REACHES, wake, true);
};

/**
 * Until the demo says that it answers: its numbers may still be on their way. Rejects when its program
 * does not arrive, of which the island itself says nothing to who has called `load`.
 */
function alive(island: HTMLElement): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = () => {
      observer.disconnect();
      reject(new Error('The program of this demo did not arrive.'));
    };
    const look = () => {
      if (!island.querySelector('[data-live="true"]')) return;
      observer.disconnect();
      island.removeEventListener('astro:hydration-error', fail);
      resolve();
    };
    const observer = new MutationObserver(look);
    observer.observe(island, { subtree: true, attributeFilter: ['data-live'] });
    island.addEventListener('astro:hydration-error', fail, { once: true });
    look();
  });
}

/** Does once more what was held back, where it was meant for. */
function repeat(event: Event): void {
  const { target, type } = event;
  if (!(target instanceof HTMLElement)) return;
  if (type === 'click') target.click();
  else if (event instanceof KeyboardEvent) target.dispatchEvent(new KeyboardEvent(type, event));
  else if (event instanceof PointerEvent) target.dispatchEvent(new PointerEvent(type, event));
}

export default touched;
