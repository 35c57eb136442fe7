import { describe, expect, it } from 'vitest';
import { requestedBackend } from '#runtime/requestedBackend.ts';

describe('?backend= in the address', () => {
  it('forces one of the three', () => {
    expect(requestedBackend('?a=1&backend=cpu')).toEqual({ backend: 'cpu' });
  });

  it('forces none when it is absent', () => {
    expect(requestedBackend('?a=1')).toEqual({});
  });

  it('forces none when it is unknown, and says so', () => {
    const { backend, notice } = requestedBackend('?backend=quantum');
    expect(backend).toBeUndefined();
    expect(notice).toContain('“quantum”');
    expect(notice).toContain('wasm, webgl, cpu');
  });
});
