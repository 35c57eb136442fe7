import { localStorageOf, type StorageWindow } from '../../src/progress/localStorage.ts';
import { memoryDisk, memoryStorage } from '../../src/progress/memoryStorage.ts';
import type { LogStorage } from '../../src/progress/storage.ts';

/** A device whose storage a test can look into, fill and damage. */
export interface Device {
  /** Opens the site in one more tab. */
  tab(): LogStorage;
  /** The stored log's text. */
  text(): string | null;
  setText(text: string): void;
  /** All that was set aside. */
  aside(): string[];
  /** How many characters fit, all keys together. */
  setRoom(characters: number): void;
}

function memoryDevice(): Device {
  const disk = memoryDisk();
  return {
    tab: () => memoryStorage(disk),
    text: () => disk.texts.get('log') ?? null,
    setText: (text) => void disk.texts.set('log', text),
    aside: () => [...disk.texts].flatMap(([key, text]) => (key === 'log' ? [] : [text])),
    setRoom: (characters) => void (disk.room = characters),
  };
}

/** The Storage interface of the HTML standard over a map, with a quota and storage events. */
function browserDevice(): Device {
  const texts = new Map<string, string>();
  const tabs = new Set<Set<(event: StorageEvent) => void>>();
  let room = Number.POSITIVE_INFINITY;

  const openTab = (): StorageWindow => {
    const listeners = new Set<(event: StorageEvent) => void>();
    tabs.add(listeners);
    const tell = (key: string | null): void => {
      for (const others of tabs)
        if (others !== listeners)
          queueMicrotask(() => {
            for (const listener of others) listener({ key } as StorageEvent);
          });
    };
    return {
      addEventListener: (_, listener) => void listeners.add(listener),
      removeEventListener: (_, listener) => void listeners.delete(listener),
      localStorage: {
        get length() {
          return texts.size;
        },
        key: (index) => [...texts.keys()][index] ?? null,
        getItem: (key) => texts.get(key) ?? null,
        setItem(key, value) {
          let used = key.length + value.length;
          for (const [other, text] of texts) if (other !== key) used += other.length + text.length;
          if (used > room)
            throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
          texts.set(key, value);
          tell(key);
        },
        removeItem(key) {
          texts.delete(key);
          tell(key);
        },
        clear() {
          texts.clear();
          tell(null);
        },
      },
    };
  };

  return {
    tab: () => localStorageOf(openTab()),
    text: () => texts.get('wtns:log') ?? null,
    setText: (text) => void texts.set('wtns:log', text),
    aside: () => [...texts].flatMap(([key, text]) => (key === 'wtns:log' ? [] : [text])),
    setRoom: (characters) => void (room = characters),
  };
}

export const devices: [string, () => Device][] = [
  ['memory', memoryDevice],
  ['localStorage', browserDevice],
];

/** A browser that throws as soon as its storage is looked at, as in some private windows. */
export const forbiddenWindow: StorageWindow = {
  get localStorage(): Storage {
    throw new DOMException('The operation is insecure.', 'SecurityError');
  },
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
};

/** Lets the other tabs hear of what was written. */
export const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
