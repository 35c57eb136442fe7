import { expect, test } from 'vitest';

import stepSize, { precision } from '#numerics/tasks/conv-kernel-gradient-step-size.ts';

test.each(Array.from({ length: 20 }, (_, k) => k + 1))(
  'the best step is near the cube root of the precision, in both precisions (seed %i)',
  async (seed) => {
    const rows = await stepSize({ seed });
    for (const kind of ['double', 'single'] as const) {
      const best = rows.reduce((least, row) => (row[kind] < least[kind] ? row : least));
      const expected = Math.cbrt(precision[kind]);
      expect(Math.abs(Math.log10(best.h / expected))).toBeLessThan(1.5);
    }
  },
);

test('single precision gets four or five digits at best, double ten', async () => {
  for (let seed = 1; seed <= 20; seed++) {
    const rows = await stepSize({ seed });
    const best = (kind: 'double' | 'single') => Math.min(...rows.map((row) => row[kind]));
    expect(best('single')).toBeGreaterThan(1e-6);
    expect(best('single')).toBeLessThan(5e-4);
    expect(best('double')).toBeLessThan(1e-9);
  }
});
