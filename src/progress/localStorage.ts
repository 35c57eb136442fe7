import { StorageFull, type LogStorage } from './storage.ts';

const logKey = 'wtns:log';
const asidePrefix = 'wtns:log:damaged:';

/** What is used of a window. Its `localStorage` may throw as soon as it is looked at. */
export interface StorageWindow {
  readonly localStorage: Storage;
  addEventListener(type: 'storage', listener: (event: StorageEvent) => void): void;
  removeEventListener(type: 'storage', listener: (event: StorageEvent) => void): void;
}

/** The log in the browser's localStorage, shared by the tabs of the site. */
export function localStorageOf(window: StorageWindow): LogStorage {
  const put = (key: string, text: string): void => {
    const storage = window.localStorage;
    try {
      storage.setItem(key, text);
    } catch (error) {
      throw isFull(error) ? new StorageFull() : error;
    }
  };
  return {
    read: () => window.localStorage.getItem(logKey),
    write: (text) => put(logKey, text),
    setAside(text) {
      let count = 1;
      while (window.localStorage.getItem(asidePrefix + count) !== null) count += 1;
      put(asidePrefix + count, text);
      return asidePrefix + count;
    },
    removeAside() {
      const storage = window.localStorage;
      const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index));
      for (const key of keys) if (key?.startsWith(asidePrefix)) storage.removeItem(key);
    },
    watch(changed) {
      // A null key means that everything was cleared.
      const listener = (event: StorageEvent): void => {
        if (event.key === logKey || event.key === null) changed();
      };
      window.addEventListener('storage', listener);
      return () => window.removeEventListener('storage', listener);
    },
  };
}

function isFull(error: unknown): boolean {
  const name = error instanceof Error ? error.name : '';
  return name === 'QuotaExceededError' || name === 'NS_ERROR_DOM_QUOTA_REACHED';
}
