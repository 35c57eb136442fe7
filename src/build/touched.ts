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
      await rest();
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

/** Until the page has nothing to do: React hydrates in a task of its own, after `hydrate`. */
function rest(): Promise<void> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in window) requestIdleCallback(() => resolve(), { timeout: 500 });
    else setTimeout(resolve, 100);
  });
}

export default touched;
