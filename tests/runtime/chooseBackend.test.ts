import { describe, expect, it } from 'vitest';
import type { Backend } from '#runtime/backend.ts';
import { chooseBackend, type ChoiceCircumstances } from '#runtime/chooseBackend.ts';

/** A machine on which some backends start, and a convolution takes the given milliseconds. */
function machine(times: Partial<Record<Backend, number>>, hardware = true) {
  const started: Backend[] = [];
  const circumstances: ChoiceCircumstances = {
    avoid: [],
    hasHardwareWebgl: () => hardware,
    start: (backend) => {
      if (times[backend] === undefined) return Promise.resolve(false);
      started.push(backend);
      return Promise.resolve(true);
    },
    measure: () => Promise.resolve(times[started.at(-1) ?? 'cpu'] ?? Infinity),
  };
  return { started, circumstances };
}

describe('the choice of a backend', () => {
  it('is wasm where there is no graphics card, without trying WebGL', async () => {
    const { started, circumstances } = machine({ wasm: 5, webgl: 1, cpu: 50 }, false);
    expect(await chooseBackend(circumstances)).toEqual({
      backend: 'wasm',
      measured: false,
      failed: [],
    });
    expect(started).toEqual(['wasm']);
  });

  it('is WebGL where a graphics card measures clearly faster', async () => {
    const { circumstances } = machine({ wasm: 5, webgl: 1, cpu: 50 });
    expect(await chooseBackend(circumstances)).toMatchObject({ backend: 'webgl', measured: true });
  });

  it('goes back to wasm when the graphics card is not clearly faster', async () => {
    const { started, circumstances } = machine({ wasm: 5, webgl: 4, cpu: 50 });
    expect(await chooseBackend(circumstances)).toMatchObject({ backend: 'wasm', measured: true });
    expect(started.at(-1)).toBe('wasm');
  });

  it('is not measured again once wasm is remembered', async () => {
    const { started, circumstances } = machine({ wasm: 5, webgl: 1, cpu: 50 });
    const choice = await chooseBackend({ ...circumstances, remembered: 'wasm' });
    expect(choice).toMatchObject({ backend: 'wasm', measured: false });
    expect(started).toEqual(['wasm']);
  });

  it('does not trust a remembered WebGL when the graphics card is gone', async () => {
    const { started, circumstances } = machine({ wasm: 5, webgl: 90, cpu: 50 }, false);
    const choice = await chooseBackend({ ...circumstances, remembered: 'webgl' });
    expect(choice?.backend).toBe('wasm');
    expect(started).toEqual(['wasm']);
  });

  it('takes the remembered WebGL at once', async () => {
    const { started, circumstances } = machine({ wasm: 5, webgl: 1, cpu: 50 });
    const choice = await chooseBackend({ ...circumstances, remembered: 'webgl' });
    expect(choice).toMatchObject({ backend: 'webgl', measured: false });
    expect(started).toEqual(['webgl']);
  });

  it('is the forced backend, even in software', async () => {
    const { circumstances } = machine({ wasm: 5, webgl: 900, cpu: 50 }, false);
    for (const forced of ['wasm', 'webgl', 'cpu'] as const) {
      expect((await chooseBackend({ ...circumstances, forced }))?.backend).toBe(forced);
    }
  });

  it('is wasm when the forced WebGL does not start', async () => {
    const { circumstances } = machine({ wasm: 5, cpu: 50 });
    const choice = await chooseBackend({ ...circumstances, forced: 'webgl' });
    expect(choice).toEqual({ backend: 'wasm', measured: false, failed: ['webgl'] });
  });

  it('is cpu when the wasm file does not arrive, and says that wasm failed', async () => {
    const { circumstances } = machine({ cpu: 50 }, false);
    const expected = { backend: 'cpu', measured: false, failed: ['wasm'] };
    expect(await chooseBackend(circumstances)).toEqual(expected);
    expect(await chooseBackend({ ...circumstances, forced: 'wasm' })).toEqual(expected);
  });

  it('leaves out a backend that has failed on this page, even a forced one', async () => {
    const { started, circumstances } = machine({ wasm: 5, webgl: 1, cpu: 50 });
    const choice = await chooseBackend({ ...circumstances, forced: 'webgl', avoid: ['webgl'] });
    expect(choice?.backend).toBe('wasm');
    expect(started).toEqual(['wasm']);
  });

  it('is none when nothing starts', async () => {
    expect(await chooseBackend(machine({}).circumstances)).toBeNull();
    expect(await chooseBackend({ ...machine({}).circumstances, forced: 'cpu' })).toBeNull();
  });
});
