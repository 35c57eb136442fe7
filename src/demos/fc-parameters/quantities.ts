import { FLOAT32_BYTES, type Totals } from '#numerics/architectures/ledger.ts';

/** The three sums of a ledger, in the order in which the figures show them. */
export const quantities = [
  { key: 'parameters', name: 'parameters', inMemory: true },
  { key: 'multiplyAdds', name: 'multiply-adds', inMemory: false },
  { key: 'activations', name: 'activations', inMemory: true },
] as const satisfies { key: keyof Totals; name: string; inMemory: boolean }[];

/** "553 MB": as float32 numbers, a megabyte being a million bytes. */
export function megabytes(numbers: number): string {
  const size = (numbers * FLOAT32_BYTES) / 1e6;
  return `${size >= 10 ? Math.round(size) : Number(size.toPrecision(2))} MB`;
}

/** "74.3 %"; what is not nothing is never "0 %". */
export function percent(share: number): string {
  const value = 100 * share;
  if (value === 0) return '0 %';
  if (value < 0.01) return '< 0.01 %';
  return `${value < 1 ? Number(value.toPrecision(1)) : value.toFixed(1)} %`;
}

/** "−89.0 %", from one number to another; "× 4.85" from twice as many on. */
export function change(from: number, to: number): string {
  if (to >= 2 * from) return `× ${(to / from).toFixed(2)}`;
  const value = (100 * (to - from)) / from;
  const digits = Math.abs(value) >= 1 ? 1 : 2;
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(digits)} %`;
}
