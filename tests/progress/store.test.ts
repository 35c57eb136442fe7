import fc from 'fast-check';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { localStorageOf } from '../../src/progress/localStorage.ts';
import type { ProgressEntry } from '../../src/progress/log.ts';
import { createProgress, type Progress } from '../../src/progress/store.ts';
import type { LogStorage } from '../../src/progress/storage.ts';
import { devices, forbiddenWindow, settled, type Device } from './devices.ts';
import { anyEvents } from './events.ts';

const read = (chapter: string): ProgressEntry => ({ type: 'chapter-read', chapter });

let clock = 1000;
let ids = 0;
function open(storage: LogStorage): Progress {
  return createProgress({ storage, now: () => ++clock, newId: () => `id-${++ids}` });
}
const chapters = (progress: Progress): string[] =>
  progress.snapshot().events.map((event) => ('chapter' in event ? event.chapter : event.type));
const reopened = (device: Device): string[] => chapters(open(device.tab()));

describe.each(devices)('progress on a %s device', (_, makeDevice) => {
  let device: Device;
  let progress: Progress;
  beforeEach(() => {
    device = makeDevice();
    progress = open(device.tab());
  });

  test('starts empty, without a notice and without writing', () => {
    expect(progress.snapshot()).toMatchObject({ events: [], notice: null, unsaved: 0 });
    expect(device.text()).toBeNull();
  });

  test('is there again after the page was closed', () => {
    progress.append(read('a'));
    progress.append(read('b'));
    expect(reopened(device)).toEqual(['a', 'b']);
  });

  test('gives each event its own id and the time of the clock', () => {
    progress.append(read('a'));
    progress.append(read('b'));
    const [first, second] = progress.snapshot().events;
    expect(first?.id).not.toBe(second?.id);
    expect(second?.t).toBeGreaterThan(first?.t ?? Number.NaN);
  });

  test('takes several events at once, in their order, also when the clock was set back', () => {
    const names = [...'zyxwvutsrqpo'];
    const changed = vi.fn();
    progress.subscribe(changed);
    progress.append(...names.map(read));
    clock -= 500;
    progress.append(read('d'), read('c'), read('b'));
    clock += 500;
    expect(changed).toHaveBeenCalledTimes(2);
    expect(reopened(device)).toEqual([...names, 'd', 'c', 'b']);
  });

  test('keeps the same snapshot until something changes, and tells its listeners once', () => {
    const changed = vi.fn();
    const stop = progress.subscribe(changed);
    const before = progress.snapshot();
    expect(progress.snapshot()).toBe(before);
    progress.append(read('a'));
    expect(progress.snapshot()).not.toBe(before);
    expect(changed).toHaveBeenCalledTimes(1);
    stop();
    progress.append(read('b'));
    expect(changed).toHaveBeenCalledTimes(1);
  });

  test('of two tabs holds the events of both, in both', async () => {
    const other = open(device.tab());
    other.snapshot();
    progress.append(read('a'));
    other.append(read('b'));
    progress.append(read('c'));
    await settled();
    expect(chapters(progress)).toEqual(['a', 'b', 'c']);
    expect(chapters(other)).toEqual(['a', 'b', 'c']);
    expect(reopened(device)).toEqual(['a', 'b', 'c']);
  });

  test('gets back an event that another tab overwrote at the same moment', async () => {
    const other = open(device.tab());
    other.append(read('b'));
    const theirs = device.text() ?? '';
    progress.append(read('a'));
    // The other tab had read the log before this one wrote, and writes only now.
    const late = device.tab();
    late.write(theirs);
    await settled();
    expect(reopened(device).toSorted()).toEqual(['a', 'b']);
    expect(chapters(progress).toSorted()).toEqual(['a', 'b']);
  });

  test('of a full device goes on in the page, says so, and is saved once there is room', () => {
    progress.append(read('a'));
    device.setRoom((device.text() ?? '').length + 20);
    progress.append(read('b'));
    expect(chapters(progress)).toEqual(['a', 'b']);
    expect(progress.snapshot()).toMatchObject({ unsaved: 1 });
    expect(progress.snapshot().notice).toMatch(/full/);
    expect(reopened(device)).toEqual(['a']);
    device.setRoom(1e6);
    progress.append(read('c'));
    expect(progress.snapshot()).toMatchObject({ unsaved: 0, notice: null });
    expect(reopened(device)).toEqual(['a', 'b', 'c']);
  });

  test('that is damaged keeps what can be read, sets the original aside, and says so', () => {
    progress.append(read('a'));
    const damaged = (device.text() ?? '').replace('"events":[', '"events":[{"id":7},');
    device.setText(damaged);
    const again = open(device.tab());
    expect(chapters(again)).toEqual(['a']);
    expect(again.snapshot().notice).toMatch(/could not be read/);
    expect(device.aside()).toEqual([damaged]);
    again.append(read('b'));
    expect(again.snapshot().notice).toMatch(/could not be read/);
    const third = open(device.tab());
    expect(chapters(third)).toEqual(['a', 'b']);
    expect(third.snapshot().notice).toBeNull();
  });

  test('that is damaged after an erasure gets back what another tab still knows', async () => {
    progress.erase();
    progress.append(read('a'));
    progress.append(read('b'));
    device.setText((device.text() ?? '').replace('"chapter":"b"', '"chapter":7'));
    expect(chapters(open(device.tab()))).toEqual(['a']);
    await settled();
    expect(chapters(progress)).toEqual(['a', 'b']);
    expect(reopened(device)).toEqual(['a', 'b']);
  });

  test('that is not JSON at all starts afresh beside the original', () => {
    device.setText('}{');
    progress.append(read('a'));
    expect(device.aside()).toEqual(['}{']);
    expect(reopened(device)).toEqual(['a']);
  });

  test('that is damaged on a full device is never overwritten', () => {
    const damaged = `{"v":1,"epoch":"0","events":"${'x'.repeat(200)}"}`;
    device.setText(damaged);
    device.setRoom(300);
    progress.append(read('a'));
    expect(device.text()).toBe(damaged);
    expect(progress.snapshot()).toMatchObject({ unsaved: 1 });
    expect(progress.snapshot().notice).toMatch(/full/);
  });

  test('of a newer version is left alone', () => {
    device.setText('{"v":3}');
    progress.append(read('a'));
    expect(device.text()).toBe('{"v":3}');
    expect(chapters(progress)).toEqual(['a']);
    expect(progress.snapshot().notice).toMatch(/newer version/);
    expect(progress.erase()).toBeNull();
    expect(device.text()).toBe('{"v":3}');
  });

  test('is erased in every tab, with what was set aside, and does not come back', async () => {
    device.setText('}{');
    const other = open(device.tab());
    other.append(read('a'));
    progress.append(read('b'));
    await settled();
    progress.erase();
    expect(chapters(progress)).toEqual([]);
    expect(device.text()).not.toMatch(/"a"|"b"/);
    expect(device.aside()).toEqual([]);
    await settled();
    expect(chapters(other)).toEqual([]);
    other.append(read('c'));
    await settled();
    expect(chapters(progress)).toEqual(['c']);
    expect(reopened(device)).toEqual(['c']);
  });

  test('answered in a tab that has not heard of an erasure yet is kept', () => {
    const other = open(device.tab());
    other.append(read('a'));
    progress.erase();
    other.append(read('b'));
    expect(reopened(device)).toEqual(['b']);
  });

  test('that was erased by mistake comes back, with what happened since', async () => {
    const other = open(device.tab());
    other.append(read('a'));
    progress.append(read('b'));
    const undo = progress.erase();
    progress.append(read('c'));
    undo?.();
    await settled();
    expect(chapters(progress)).toEqual(['a', 'b', 'c']);
    expect(chapters(other)).toEqual(['a', 'b', 'c']);
    undo?.();
    expect(chapters(progress)).toEqual(['a', 'b', 'c']);
  });

  test('merges events from elsewhere, once', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const fresh = open(makeDevice().tab());
        fresh.append(read('mine'));
        expect(fresh.merge(events)).toBe(events.length);
        const after = fresh.snapshot().events;
        expect(after).toHaveLength(events.length + 1);
        expect(fresh.merge(events)).toBe(0);
        expect(fresh.snapshot().events).toEqual(after);
      }),
      { numRuns: 50 },
    );
  });
});

describe('progress in a browser that forbids storage', () => {
  test('lasts as long as the page, says so, and never throws', () => {
    const progress = open(localStorageOf(forbiddenWindow));
    progress.append(read('a'));
    progress.append(read('b'));
    expect(chapters(progress)).toEqual(['a', 'b']);
    expect(progress.snapshot().unsaved).toBe(2);
    expect(progress.snapshot().notice).toMatch(/does not let the book store/);
    const undo = progress.erase();
    expect(chapters(progress)).toEqual([]);
    undo?.();
    expect(chapters(progress)).toEqual(['a', 'b']);
  });
});
