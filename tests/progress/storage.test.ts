import { describe, expect, test, vi } from 'vitest';
import { localStorageOf } from '../../src/progress/localStorage.ts';
import { StorageFull } from '../../src/progress/storage.ts';
import { devices, forbiddenWindow, settled } from './devices.ts';

describe.each(devices)('the %s storage', (_, makeDevice) => {
  test('is empty at first and returns what was written last', () => {
    const storage = makeDevice().tab();
    expect(storage.read()).toBeNull();
    storage.write('one');
    storage.write('two');
    expect(storage.read()).toBe('two');
  });

  test('is shared by the tabs of a device, and by no other device', () => {
    const device = makeDevice();
    device.tab().write('here');
    expect(device.tab().read()).toBe('here');
    expect(makeDevice().tab().read()).toBeNull();
  });

  test('tells the other tabs of a write, not the one that wrote, until they stop listening', async () => {
    const device = makeDevice();
    const [one, two] = [device.tab(), device.tab()];
    const [heardByOne, heardByTwo] = [vi.fn(), vi.fn()];
    one.watch(heardByOne);
    const stop = two.watch(heardByTwo);
    one.write('x');
    await settled();
    expect(heardByOne).not.toHaveBeenCalled();
    expect(heardByTwo).toHaveBeenCalledTimes(1);
    stop();
    one.write('y');
    await settled();
    expect(heardByTwo).toHaveBeenCalledTimes(1);
  });

  test('throws StorageFull when there is no room, and keeps what it had', () => {
    const device = makeDevice();
    const storage = device.tab();
    storage.write('short');
    device.setRoom(30);
    expect(() => storage.write('x'.repeat(100))).toThrow(StorageFull);
    expect(() => storage.setAside('x'.repeat(100))).toThrow(StorageFull);
    expect(storage.read()).toBe('short');
  });

  test('keeps each text that is set aside under its own key, apart from the log, until removed', () => {
    const device = makeDevice();
    const storage = device.tab();
    storage.write('log');
    expect(storage.setAside('a')).not.toBe(storage.setAside('b'));
    expect(device.aside()).toEqual(['a', 'b']);
    storage.removeAside();
    expect(device.aside()).toEqual([]);
    expect(storage.read()).toBe('log');
  });
});

test('a forbidden localStorage throws when used, not when opened', () => {
  const storage = localStorageOf(forbiddenWindow);
  expect(() => storage.read()).toThrow();
  expect(() => storage.write('x')).toThrow();
  expect(() => storage.watch(() => undefined)()).not.toThrow();
});
