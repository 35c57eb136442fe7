import { StorageFull, type LogStorage } from './storage.ts';

/** What several tabs share in memory. `room` is how many characters fit in all. */
export interface MemoryDisk {
  texts: Map<string, string>;
  room: number;
  tabs: Set<() => void>;
}

export function memoryDisk(room = Number.POSITIVE_INFINITY): MemoryDisk {
  return { texts: new Map(), room, tabs: new Set() };
}

/** A storage for one tab that lasts as long as its disk. Other tabs hear of a write a little later. */
export function memoryStorage(disk: MemoryDisk = memoryDisk()): LogStorage {
  const watchers = new Set<() => void>();
  const put = (key: string, text: string): void => {
    let used = text.length;
    for (const [other, kept] of disk.texts) if (other !== key) used += kept.length;
    if (used > disk.room) throw new StorageFull();
    disk.texts.set(key, text);
  };
  const notify = (): void => {
    for (const watcher of watchers) watcher();
  };
  disk.tabs.add(notify);
  return {
    read: () => disk.texts.get('log') ?? null,
    write(text) {
      put('log', text);
      for (const tab of disk.tabs) if (tab !== notify) queueMicrotask(tab);
    },
    setAside(text) {
      const key = `log:damaged:${disk.texts.size}`;
      put(key, text);
      return key;
    },
    removeAside() {
      for (const key of disk.texts.keys())
        if (key.startsWith('log:damaged:')) disk.texts.delete(key);
    },
    watch(changed) {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
  };
}
