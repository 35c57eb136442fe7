import type { Alteration } from '#numerics/novelty/alter.ts';
import type { ScoreName } from '#numerics/novelty/familiarity.ts';
import type { Kind } from '#numerics/novelty/stream.ts';

/** What known pictures are called when they are altered. */
const alteredNames: Record<Alteration, string> = {
  edges: 'known, as edges',
  inverted: 'known, inverted',
  blurred: 'known, blurred',
  grey: 'known, grey',
  'upside down': 'known, upside down',
};

/** A kind of pictures, in words. */
export function kindName(kind: Kind, alteration: Alteration): string {
  if (kind === 'altered') return alteredNames[alteration];
  return { known: 'known classes', new: 'new classes', noise: 'noise' }[kind];
}

/** Whether pictures of a kind should be let in: those of classes that the network knows. */
export const isWanted = (kind: Kind) => kind === 'known' || kind === 'altered';

/** The scores, in words; a distance counts with its sign turned, so that more is more familiar. */
export const scoreTitles: Record<ScoreName, { short: string; axis: string }> = {
  softmax: { short: 'softmax', axis: 'largest probability, max p' },
  energy: { short: 'energy', axis: 'energy with its sign turned, −E' },
  mean: { short: 'class mean', axis: 'distance from the nearest class mean, sign turned' },
  neighbours: { short: 'neighbours', axis: 'distance of the tenth neighbour, sign turned' },
};
