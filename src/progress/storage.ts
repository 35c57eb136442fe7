/**
 * Where the log is kept. `read` and `write` throw when the place is forbidden; `write` and
 * `setAside` throw a `StorageFull` when there is no room.
 */
export interface LogStorage {
  read(): string | null;
  write(text: string): void;
  /** Keeps a damaged log under a key of its own, and returns the key. */
  setAside(text: string): string;
  /** Removes what was set aside. */
  removeAside(): void;
  /** Calls back when another tab changed the log. Returns how to stop. */
  watch(changed: () => void): () => void;
}

export class StorageFull extends Error {
  override name = 'StorageFull';
}
