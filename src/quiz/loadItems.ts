import type { QuizItem } from './items.ts';

const loading = new Map<string, Promise<QuizItem[]>>();

/**
 * Fetches a quiz's items, once. If they do not arrive, tries again when the connection is back or
 * the reader next touches the page; meanwhile the quiz is readable as it was served.
 */
export function loadItems(address: string): Promise<QuizItem[]> {
  const known = loading.get(address) ?? fetchUntilThere(address);
  loading.set(address, known);
  return known;
}

async function fetchUntilThere(address: string): Promise<QuizItem[]> {
  for (;;) {
    try {
      const response = await fetch(address);
      if (response.ok) return (await response.json()) as QuizItem[];
    } catch {
      // Offline, most likely.
    }
    await new Promise<void>((resolve) => {
      const again = () => resolve();
      window.addEventListener('online', again, { once: true });
      window.addEventListener('pointerdown', again, { once: true });
      window.addEventListener('keydown', again, { once: true });
    });
  }
}
