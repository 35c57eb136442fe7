import { formatNumber } from '#ui/formatNumber.ts';
import { outcomeOf, type DrawnSwitches } from './drawSwitches.ts';

/** From here on a cosine is 1 in three digits. */
const ONE = 0.9995;

/** A cosine with two digits; 1 with a third, for 0.999 is not 1; a dash where a map is zero. */
export function cosineText(cosine: number | null): string {
  if (cosine === null) return '–';
  return cosine >= ONE ? '1.000' : formatNumber(Number(cosine.toFixed(2)), 2);
}

/** What comes back from the picture above by the other’s switches, and how much it is that. */
export function exchangedText(drawn: DrawnSwitches): string {
  const [above, below] = drawn.rows;
  if (above.exchanged.empty) return 'nothing comes out';
  const outcome = outcomeOf(drawn);
  if (outcome === 'neither') return 'a drawing like neither picture’s comes out';
  const [own, other] = above.exchanged.likeness;
  const [likeness, name] =
    outcome === 'own' ? [own, 'the picture above’s'] : [other, 'the picture below’s'];
  if ((likeness ?? 0) >= ONE) return `${name} comes out, entire`;
  const rival = below.own.empty && outcome === 'own' ? ', the other one being empty' : '';
  return `nearest to it is ${name}, at a cosine of ${cosineText(likeness)}${rival}`;
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
