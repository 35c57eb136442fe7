import { lastPlace, places, type Network } from '../network/network.ts';
import {
  channelMean,
  logit,
  logProbability,
  negative,
  probability,
  unit,
  type Scalar,
} from '../network/scalars.ts';

/** A class, and which of its numbers is asked for: S_c, log p_c, p_c, or the loss −log p_c. */
export interface ClassTarget {
  kind: 'class';
  index: number;
  as: 'score' | 'logProbability' | 'probability' | 'loss';
}

/** One unit of a layer; row and column are 0 where the layer is a vector. */
export interface UnitTarget {
  kind: 'unit';
  layer: string;
  channel: number;
  row: number;
  column: number;
}

/** The mean of a channel over its map. */
export interface ChannelTarget {
  kind: 'channel';
  layer: string;
  channel: number;
}

/** What is to be explained, as plain data: for messages and links. */
export type Target = ClassTarget | UnitTarget | ChannelTarget;

/**
 * The scalar that a target names in a network. Units and channels are taken before their ReLU, so
 * that one that is off has a gradient too. Throws for a layer that the network does not have.
 */
export function scalarOf(network: Network, target: Target): Scalar {
  if (target.kind === 'class') {
    const place = lastPlace(network);
    switch (target.as) {
      case 'score':
        return logit(place, target.index);
      case 'probability':
        return probability(place, target.index);
      case 'logProbability':
        return logProbability(place, target.index);
      case 'loss':
        return negative(logProbability(place, target.index));
    }
  }
  const { layer, channel } = target;
  const known = places(network);
  if (!known.includes(layer)) {
    throw new Error(`Expected a layer of the network, found '${layer}'.`);
  }
  const place = known.includes(`${layer}.pre`) ? `${layer}.pre` : layer;
  if (target.kind === 'channel') return channelMean(place, channel);
  return unit(
    place,
    hasPositions(network, layer) ? [target.row, target.column, channel] : [channel],
  );
}

/** Whether the values at a place still have rows and columns: no pooling of all, flattening, dense layer or list of anchors before. */
function hasPositions(network: Network, place: string): boolean {
  const at = places(network).indexOf(place);
  return network.steps
    .slice(0, at)
    .every(
      ({ type }) =>
        !['globalAveragePool', 'flatten', 'dense', 'anchors', 'strongestAnchor'].includes(type),
    );
}

/** The last layer with positions before a place: what Grad-CAM weighs if nothing else is said. */
export function lastMapsBefore(network: Network, place: string): string | null {
  const known = places(network);
  const before = known.slice(1, known.indexOf(place));
  return before.findLast((name) => !name.endsWith('.pre') && hasPositions(network, name)) ?? null;
}
