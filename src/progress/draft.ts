import type { StorageWindow } from './localStorage.ts';

const draftKey = 'wtns:exam';
const asideKey = 'wtns:exam:unread';

/** One text that is kept until its reader is done with it: the exam being sat. Never throws. */
export interface Draft {
  read(): string | null;
  /** Keeps a text in place of the last. False if the browser forbids it or has no room. */
  write(text: string): boolean;
  clear(): void;
  /** Keeps a text that cannot be read under a key of its own, out of the way. False if there is no room. */
  setAside(): boolean;
  /** Calls back when another tab wrote or cleared it. Returns how to stop. */
  watch(changed: () => void): () => void;
}

/** The draft in the browser's localStorage; where that is forbidden, one that forgets. */
export function draftOf(window: StorageWindow): Draft {
  const attempt = <T>(action: (storage: Storage) => T, otherwise: T): T => {
    try {
      return action(window.localStorage);
    } catch {
      return otherwise;
    }
  };
  return {
    read: () => attempt((storage) => storage.getItem(draftKey), null),
    write: (text) =>
      attempt((storage) => {
        storage.setItem(draftKey, text);
        return true;
      }, false),
    clear: () => attempt((storage) => storage.removeItem(draftKey), undefined),
    setAside: () =>
      attempt((storage) => {
        storage.setItem(asideKey, storage.getItem(draftKey) ?? '');
        storage.removeItem(draftKey);
        return true;
      }, false),
    watch(changed) {
      const listener = (event: StorageEvent): void => {
        if (event.key === draftKey || event.key === null) changed();
      };
      window.addEventListener('storage', listener);
      return () => window.removeEventListener('storage', listener);
    },
  };
}
