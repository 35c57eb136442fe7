import { wilsonInterval } from '#numerics/counting/wilsonInterval.ts';
import { percent } from '#ui/formatNumber.ts';

/** A share and Wilson's 95 % interval of it: "12.3 % (9.5 to 15.8)". */
export function shareWords(k: number, n: number): string {
  if (n === 0) return 'none attacked yet';
  const { low, high } = wilsonInterval(k, n);
  const number = (share: number) => (100 * share).toFixed(1);
  return `${percent(k / n, 1)} (${number(low)} to ${number(high)})`;
}
