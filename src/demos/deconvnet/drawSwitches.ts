import {
  switchSources,
  type SwitchesOutput,
  type SwitchSource,
} from '#numerics/tasks/deconvnet-switches.ts';
import { drawSignal, type DrawnSignal } from './drawSignal.ts';
import type { SwitchesState } from './state.ts';

/** One unit sent back for two pictures, ready to be shown. */
export interface DrawnSwitches {
  at: SwitchesOutput['at'];
  size: SwitchesOutput['size'];
  values: SwitchesOutput['values'];
  /** For each picture, by whose switches. */
  rows: [DrawnRow, DrawnRow];
}

type DrawnRow = Record<SwitchSource, DrawnSwitchedMap>;

/** A map and its cosines with the two pictures' own maps. */
interface DrawnSwitchedMap extends DrawnSignal {
  likeness: [number | null, number | null];
}

export function drawSwitches({ at, size, values, maps }: SwitchesOutput): DrawnSwitches {
  const round = (value: number | null) => (value === null ? null : Number(value.toFixed(4)));
  const rowOf = (picture: 0 | 1): DrawnRow => {
    const tile = (source: SwitchSource): DrawnSwitchedMap => {
      const { signal, likeness } = maps[source][picture];
      return { ...drawSignal(signal), likeness: [round(likeness[0]), round(likeness[1])] };
    };
    const [own, exchanged, forgotten] = switchSources.map(tile);
    if (!own || !exchanged || !forgotten) throw new Error('Expected three maps of each picture.');
    return { own, exchanged, forgotten };
  };
  return { at, size, values: [...values], rows: [rowOf(0), rowOf(1)] };
}

/** Cosine that a map has to have with a picture's own to be called that picture's drawing. */
const ALIKE = 0.5;

/** How much nearer it has to be to this one than to the other. */
const CLEARLY = 0.2;

/** From here on a cosine is 1 in three digits. */
export const ONE = 0.9995;

/**
 * Whose drawing comes out of the picture above by the other's switches; null where both pictures
 * have the same drawing, as a picture has with itself, and no bet can be settled.
 */
export function outcomeOf({ rows: [above] }: DrawnSwitches): SwitchesState['guess'] {
  const [own, other] = above.exchanged.likeness.map((cosine) => cosine ?? 0) as [number, number];
  if (own >= ONE && other >= ONE) return null;
  if (own >= ONE) return 'own';
  if (other >= ONE) return 'other';
  if (own >= ALIKE && own > other + CLEARLY) return 'own';
  return other >= ALIKE && other > own + CLEARLY ? 'other' : 'neither';
}
