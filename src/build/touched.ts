import type { ClientDirective } from 'astro';

const REACHES = ['pointerenter', 'pointerdown', 'focusin'];

/**
 * Hydrates an island when the reader first points at it, touches it or tabs into it; at once if the
 * address carries its state. The click that wakes it is held back and repeated when it can answer.
 */
const touched: ClientDirective = (load, { value: key }, island) => {
  let clicked: HTMLElement | null = null;
  const hold = (event: Event) => {
    if (event.target instanceof HTMLElement) clicked = event.target;
    event.preventDefault();
  };
  const listen = (on: boolean) => {
    for (const reach of REACHES) {
      if (on) island.addEventListener(reach, wake);
      else island.removeEventListener(reach, wake);
    }
  };
  const wake = async () => {
    listen(false);
    island.addEventListener('click', hold, true);
    try {
      const hydrate = await load();
      await hydrate();
      await alive(island);
    } catch (error) {
      listen(true); // the network may be back at the next touch
      throw error;
    } finally {
      island.removeEventListener('click', hold, true);
    }
    clicked?.click();
  };
  if (new URLSearchParams(location.search).has(key)) void wake();
  else listen(true);
};

/** Until the demo says that it answers: its numbers may still be on their way. */
function alive(island: HTMLElement): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!island.querySelector('[data-live="true"]')) return;
      observer.disconnect();
      resolve();
    };
    const observer = new MutationObserver(look);
    observer.observe(island, { subtree: true, attributeFilter: ['data-live'] });
    look();
  });
}

export default touched;
