import { formatNumber } from '#ui/formatNumber.ts';
import { ONE, outcomeOf, type DrawnSwitches } from './drawSwitches.ts';

/** A cosine with two digits; 1 with a third, for 0.999 is not 1; a dash where a map is zero. */
export function cosineText(cosine: number | null): string {
  if (cosine === null) return '–';
  return cosine >= ONE ? '1.000' : formatNumber(Number(cosine.toFixed(2)), 2);
}

/** What comes back from the picture above by the other’s switches, and how much it is that. */
export function exchangedText(drawn: DrawnSwitches): string {
  const { exchanged } = drawn.rows[0];
  if (exchanged.empty) return 'nothing comes out';
  const [own, other] = exchanged.likeness.map((cosine) => cosine ?? 0) as [number, number];
  if (outcomeOf(drawn) === null) return 'the drawing comes out that both pictures have';
  const likeness = Math.max(own, other);
  const name = own > other ? 'the picture above’s' : 'the picture below’s';
  if (likeness >= ONE) return `${name} comes out, entire`;
  const nearest = `is ${name}, at a cosine of ${cosineText(likeness)}`;
  return outcomeOf(drawn) === 'neither'
    ? `a drawing of its own comes out; nearest to it ${nearest}`
    : `nearest to what comes out ${nearest}`;
}

/** What the two pictures’ drawings have in common when no switches are asked. */
export function forgottenText({ rows: [above, below] }: DrawnSwitches): string {
  const [first, second] = [above.forgotten, below.forgotten];
  if (first.empty && second.empty) return 'both are empty';
  if (first.empty) return 'the upper one is empty';
  if (second.empty) return 'the lower one is empty';
  // Two maps with equal cosines to both own maps are, for all that can be seen, one.
  const same = first.likeness.every((value, i) => value === second.likeness[i]);
  return same ? 'the two drawings are one and the same' : 'there are still two drawings';
}
