import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { markOf } from '../../src/progress/chapterMarks.ts';
import { watchReading } from '../../src/progress/watchReading.ts';
import { memoryStorage } from '../../src/progress/memoryStorage.ts';
import { loadSetting, saveSetting, settingKey } from '../../src/progress/settings.ts';
import { createProgress, type Progress } from '../../src/progress/store.ts';

let progress: Progress;
let timers: { action: () => void; ms: number }[];
let scrollTo: (endInView: boolean) => void;
let observing: boolean;

class Observer {
  constructor(callback: (entries: { isIntersecting: boolean }[]) => void) {
    scrollTo = (isIntersecting) => {
      if (observing) callback([{ isIntersecting }]);
    };
  }
  observe(): void {
    observing = true;
  }
  disconnect(): void {
    observing = false;
  }
}

beforeEach(() => {
  let ids = 0;
  observing = false;
  timers = [];
  progress = createProgress({ storage: memoryStorage(), now: () => ids, newId: () => `${++ids}` });
});

function openChapter(): void {
  watchReading({
    progress,
    chapter: 'c',
    end: {} as Element,
    startedAfterMs: 10,
    readAfterMs: 30,
    Observer: Observer as unknown as typeof IntersectionObserver,
    setTimer: (action, ms) => timers.push({ action, ms }),
  });
}
function wait(ms: number): void {
  const due = timers.filter((timer) => timer.ms <= ms);
  timers = timers.filter((timer) => timer.ms > ms);
  for (const { action } of due) action();
}
const types = (): string[] => progress.snapshot().events.map((event) => event.type);
const mark = (): string | null => markOf(progress.snapshot().state, 'c');

describe('a chapter', () => {
  test('that was looked at for a moment is not marked', () => {
    openChapter();
    wait(9);
    expect(mark()).toBeNull();
  });
  test('that is open for a while counts as started', () => {
    openChapter();
    wait(10);
    expect(mark()).toBe('started');
  });
  test('whose end was only scrolled past is not read', () => {
    openChapter();
    scrollTo(true);
    scrollTo(false);
    wait(30);
    expect(mark()).toBe('started');
  });
  test('whose end is reached after the time it takes is read', () => {
    openChapter();
    wait(30);
    scrollTo(true);
    expect(mark()).toBe('read');
  });
  test('whose end stays in view until then is read', () => {
    openChapter();
    scrollTo(true);
    wait(30);
    expect(mark()).toBe('read');
  });
  test('is recorded as read once in a reader’s life', () => {
    openChapter();
    wait(30);
    scrollTo(true);
    scrollTo(false);
    scrollTo(true);
    openChapter();
    wait(30);
    scrollTo(true);
    expect(types()).toEqual(['chapter-started', 'chapter-read']);
  });
});

describe('a setting', () => {
  afterEach(() => vi.unstubAllGlobals());

  test('is remembered under a name of its own', () => {
    const texts = new Map<string, string>();
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => texts.get(key) ?? null,
      setItem: (key: string, value: string) => void texts.set(key, value),
    });
    expect(loadSetting('theme')).toBeNull();
    saveSetting('theme', 'dark');
    expect(loadSetting('theme')).toBe('dark');
    expect(texts.get(settingKey('theme'))).toBe('dark');
  });

  test('that cannot be stored is forgotten without an error', () => {
    vi.stubGlobal('localStorage', {
      getItem: () => {
        throw new DOMException('insecure', 'SecurityError');
      },
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
    });
    expect(() => saveSetting('theme', 'dark')).not.toThrow();
    expect(loadSetting('theme')).toBeNull();
  });
});
