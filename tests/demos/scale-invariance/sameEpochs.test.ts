import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import measured from '../../../content/chapters/scale-invariance/same-epochs.json' with { type: 'json' };

const { 'base-12': plain, 'scale-jitter': enlarged } = measured;
const percent = (share: number | undefined) => (Math.round(1000 * (share ?? 0)) / 10).toFixed(1);
const source = readFileSync('content/chapters/scale-invariance/index.mdx', 'utf8');

it('two runs of equal length, one with enlarged pictures, on all test images', () => {
  expect([plain, enlarged].map(({ epochs, images }) => [epochs, images])).toEqual([
    [12, 10_000],
    [12, 10_000],
  ]);
  expect([plain, enlarged].map(({ largestScale }) => largestScale)).toEqual([1, 2]);
});

it('what was measured of the second network was measured of the one that is shipped', () => {
  const file = readFileSync('public/models/scale-jitter/weights.bin');
  expect(enlarged.sha256).toBe(createHash('sha256').update(file).digest('hex'));
});

it('the table of the chapter is what was measured', () => {
  const at = (side: number) => plain.sides.indexOf(side);
  const sizes = Object.entries({ '0.5×': 16, '1×': 32, '1.25×': 40, '2×': 64, '2.5×': 80 });
  const rows = [
    ...sizes.map(
      ([name, side]) => [name, plain.right[at(side)], enlarged.right[at(side)]] as const,
    ),
    ['half and back', plain.restored, enlarged.restored] as const,
    ['disc, upright', plain.disc, enlarged.disc] as const,
    ['disc, 90°', plain.quarterTurns[0], enlarged.quarterTurns[0]] as const,
  ];
  const table = source.replaceAll(/ +/g, ' ');
  for (const [name, a, b] of rows)
    expect(table).toContain(`| ${name} | ${percent(a)} | ${percent(b)} |`);
});

it('enlarging costs 6.4 points at 1×, and leaves no more at half the size or after a turn', () => {
  const [half, one] = [plain.sides.indexOf(16), plain.sides.indexOf(32)];
  const [a, b] = [plain.right, enlarged.right];
  expect(100 * ((a[one] ?? 0) - (b[one] ?? 0))).toBeCloseTo(6.4, 1);
  expect(90.43 - 100 * (a[one] ?? 0)).toBeCloseTo(3.6, 1);
  expect((a[half] ?? 0) / (a[one] ?? 1)).toBeCloseTo(0.67, 2);
  expect((b[half] ?? 0) / (b[one] ?? 1)).toBeCloseTo(0.63, 2);
  for (const { quarterTurns, disc } of [plain, enlarged])
    for (const right of quarterTurns) expect(right / disc).toBeCloseTo(0.4, 1);
});
