const loading = new Map<string, Promise<unknown>>();

/**
 * Fetches a JSON file of the book, once. If it does not arrive, tries again when the connection is
 * back or the reader next touches the page; meanwhile the page is readable as it was served.
 */
export function loadJson<Data>(address: string): Promise<Data> {
  const known = loading.get(address) ?? fetchUntilThere(address);
  loading.set(address, known);
  return known as Promise<Data>;
}

async function fetchUntilThere(address: string): Promise<unknown> {
  for (;;) {
    try {
      const response = await fetch(address);
      if (response.ok) return (await response.json()) as unknown;
    } catch {
      // Offline, most likely.
    }
    await nextChance();
  }
}

function nextChance(): Promise<void> {
  return new Promise((resolve) => {
    const heard = new AbortController();
    const again = () => {
      heard.abort();
      resolve();
    };
    for (const event of ['online', 'pointerdown', 'keydown']) {
      // Capturing: React lets no press through from the very part that waits for this file.
      window.addEventListener(event, again, { capture: true, signal: heard.signal });
    }
  });
}
