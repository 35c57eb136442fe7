import { logVersion, mergeEvents, readLog, type ProgressEntry, type ProgressEvent } from './log.ts';
import { reduceEvents, type ProgressState } from './reduce.ts';
import { StorageFull, type LogStorage } from './storage.ts';

/** What the reader should know about where the log is; null when all is well. */
export interface ProgressSnapshot {
  events: readonly ProgressEvent[];
  state: ProgressState;
  notice: string | null;
  /** How many events are in this page only, and would be lost with it. */
  unsaved: number;
}

/** The reader's log. No method throws for anything that storage does. */
export interface Progress {
  snapshot(): ProgressSnapshot;
  /** Records what happened just now, in this order; with one write, however much it is. */
  append(...entries: ProgressEntry[]): void;
  /** Adds events from elsewhere; those already known are left alone. Returns how many were new. */
  merge(events: readonly ProgressEvent[]): number;
  /**
   * Forgets everything, on the device and in every tab. Returns how to take that back, or null when
   * the log is of a newer version and stays as it is.
   */
  erase(): (() => void) | null;
  /** Calls back after every change, here or in another tab. Returns how to stop. */
  subscribe(changed: () => void): () => void;
}

/** What the outside world brings, injected so that it can be anything in a test. */
export interface ProgressWorld {
  storage: LogStorage;
  now(): number;
  newId(): string;
}

const notices = {
  forbidden:
    'This browser does not let the book store anything. Your progress is kept until you close this page; to keep it longer, export it.',
  full: 'The browser’s storage for this site is full. Your latest progress is kept until you close this page; export it before you do.',
  newer:
    'The stored progress was written by a newer version of this book. Reload the page to go on with it; until then your progress is kept in this page only.',
  damaged: (key: string) =>
    `Part of the stored progress could not be read. What could be read is still there, and the original is kept in this browser under “${key}”.`,
};

/** The epoch of a log that was never erased; one for all tabs, which may start at the same time. */
const firstEpoch = '0';

/**
 * The append-only log over a storage that other tabs use too. The stored log is read again before
 * every write and merged by event id, and events that another tab overwrote are written again.
 */
export function createProgress({ storage, now, newId }: ProgressWorld): Progress {
  /** The events last seen on the device. */
  let stored: ProgressEvent[] = [];
  /** Put on the device by this tab since the last erasure. */
  let own: ProgressEvent[] = [];
  /** Not on the device yet. */
  let unsaved: ProgressEvent[] = [];
  let epoch = firstEpoch;
  /** Why the last exchange with the device failed; null once one succeeds. */
  let trouble: string | null = null;
  let damage: string | null = null;
  let cached: ProgressSnapshot | null = null;
  let started = false;
  const listeners = new Set<() => void>();

  const write = (events: ProgressEvent[]): boolean => {
    try {
      storage.write(JSON.stringify({ v: logVersion, epoch, events }));
      stored = events;
      return true;
    } catch (error) {
      trouble = error instanceof StorageFull ? notices.full : notices.forbidden;
      return false;
    }
  };

  /** Another epoch: another tab erased everything, and meant this tab's events too. */
  const adopt = (found: string): void => {
    if (epoch !== found) [own, unsaved] = [[], []];
    epoch = found;
  };

  /** Reads the device. False when nothing may be written there now. */
  const pull = (): boolean => {
    trouble = null;
    let text: string | null;
    try {
      text = storage.read();
    } catch {
      trouble = notices.forbidden;
      return false;
    }
    const found = readLog(text);
    switch (found.kind) {
      case 'none':
        [stored, own, epoch] = [[], [], firstEpoch];
        return true;
      case 'good':
        adopt(found.log.epoch);
        stored = found.log.events;
        return true;
      case 'newer':
        trouble = notices.newer;
        return false;
      case 'damaged':
        // Under another epoch, the other tabs would take the rescue for an erasure.
        adopt(found.epoch ?? epoch);
        stored = mergeEvents(found.events, own);
        try {
          damage = notices.damaged(storage.setAside(text ?? ''));
        } catch {
          // To write now would destroy the only copy.
          trouble = notices.full;
          return false;
        }
        return write(stored);
    }
  };

  /** Brings the device up to date with this tab, and with events that are new to both. */
  const push = (fresh: readonly ProgressEvent[] = []): void => {
    const mayWrite = pull();
    unsaved = [...unsaved, ...fresh];
    if (mayWrite) {
      const known = new Set(stored.map((event) => event.id));
      const missing = [...own, ...unsaved].filter((event) => !known.has(event.id));
      if (missing.length === 0 || write(mergeEvents(stored, missing))) {
        own = mergeEvents(own, unsaved);
        unsaved = [];
      }
    }
    publish();
  };

  const publish = (): void => {
    cached = null;
    for (const listener of listeners) listener();
  };

  const start = (): void => {
    if (started) return;
    started = true;
    pull();
    storage.watch(() => push());
  };

  const snapshot = (): ProgressSnapshot => {
    start();
    if (cached === null) {
      const events = mergeEvents(stored, unsaved);
      const notice = trouble ?? damage;
      cached = { events, state: reduceEvents(events), notice, unsaved: unsaved.length };
    }
    return cached;
  };

  const merge = (events: readonly ProgressEvent[]): number => {
    const known = new Set(snapshot().events.map((event) => event.id));
    const fresh = events.filter((event) => !known.has(event.id));
    push(fresh);
    return fresh.length;
  };

  return {
    snapshot,
    merge,
    append(...entries) {
      start();
      const t = now();
      const { events } = snapshot();
      const odd = events.some((event) => event.t > t);
      let last = events.at(-1)?.id;
      const fresh = entries.map((entry, index) => {
        const id = newId();
        // Events of one time would be put in the order of their ids.
        const stamp = { id, t: t + index / 1024 };
        const event = { ...entry, ...stamp, ...(odd && last !== undefined ? { after: last } : {}) };
        last = id;
        return event;
      });
      push(fresh);
    },
    erase() {
      const before = snapshot().events;
      if (!pull() && trouble === notices.newer) {
        publish();
        return null;
      }
      [own, unsaved, damage, epoch] = [[], [], null, newId()];
      if (!write([])) pull();
      else tryTo(() => storage.removeAside());
      publish();
      return () => void merge(before);
    },
    subscribe(changed) {
      start();
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
  };
}

/** For what may fail without harm: it will be tried again, or fails again with a notice. */
function tryTo(action: () => void): void {
  try {
    action();
  } catch {
    // As said.
  }
}
