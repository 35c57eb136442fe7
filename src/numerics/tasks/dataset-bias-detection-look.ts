import { cosineSimilarity } from '../cosineSimilarity.ts';
import { placeOf, SIDE, type Cue } from '../cues/cue.ts';
import { enrichment, meanMap } from '../cues/enrichment.ts';
import { inputsOf } from '../cues/inputsOf.ts';
import { mapMethods, mapsOf, type MapMethod } from '../cues/mapsOf.ts';
import type { Groups } from '../cues/shortcut.ts';
import { bothWays, groupsOf, testBothWays, type TestedPicture } from '../cues/testBothWays.ts';
import { splitOf, training, type Pictures, type Trial } from '../cues/trial.ts';
import { disposeNetwork } from '../network/network.ts';
import type { Weights } from '../network/weights.ts';
import { withWeights } from '../training/savedWeights.ts';
import { smallNetwork } from '../training/smallNetwork.ts';
import type { TaskContext } from './context.ts';

/** A trial and what its network has learned. */
export interface LookInput {
  pictures: Pictures;
  trial: Trial;
  weights: Weights;
}

/** A method's maps of the hundred test pictures of side 0, in the order of `pictures`. */
export interface HundredMaps {
  /** 32×32 numbers each. */
  maps: Float32Array[];
  /** Their mean, each map counted alike: how many times the even share; null for maps of zeros. */
  mean: Float32Array | null;
  /** Of each map, where the cue is or would be; null for a map of zeros. */
  enrichments: (number | null)[];
}

/** The gradients behind the saliency maps, their signs kept. */
export interface SignedGradients {
  /** Their mean, each divided by its length first, colours added: 32×32 numbers. */
  mean: Float32Array;
  /** Of each, the cosine with what the cue has changed in its picture: do they point the same way? */
  cosines: number[];
}

/** What is seen in the hundred pictures, all with the cue or all without. */
export interface Looked extends Record<MapMethod, HundredMaps> {
  signed: SignedGradients;
}

export interface LookOutput {
  groups: Groups;
  /** The test pictures of side 0. */
  pictures: TestedPicture[];
  /** Maps of them with the cue, and of the same without. */
  with: Looked;
  without: Looked;
}

/**
 * Tests a trained network on all four groups, and lays maps of its score for side 0 over the hundred
 * test pictures of that side, with the cue and without. null when the reader has cancelled.
 */
export default async function look(
  { pictures, trial, weights }: LookInput,
  context: TaskContext,
): Promise<LookOutput | null> {
  const { cue } = trial;
  const fresh = smallNetwork({ widths: training.widths, classes: 2 }, trial.seed);
  const network = withWeights(fresh, weights);
  disposeNetwork(fresh);
  try {
    const tested = await testBothWays(
      network,
      bothWays(pictures, splitOf(pictures, trial).test, cue),
    );
    context.progress(0.3);
    const side0 = tested.filter(({ side }) => side === 0);
    const changes = side0.map(({ picture }) => cueIn(pictures, picture, cue));
    const looked = async (planted: boolean) => {
      const chosen = side0.map(({ picture }) => ({ picture, cue: planted ? cue : null }));
      const found = await mapsOf(network, pictures, chosen, context);
      if (!found) return null;
      const summed = mapMethods.map((method) => {
        const maps = found[method];
        const enrichments = maps.map((map, i) =>
          enrichment(map, SIDE, placeOf(cue, side0[i]?.picture ?? 0)),
        );
        return [method, { maps, mean: meanMap(maps), enrichments }] as const;
      });
      const signed = {
        mean: meanDirection(found.gradients),
        cosines: found.gradients.map((g, i) => cosineSimilarity(g, changes[i] ?? [])),
      };
      return { ...(Object.fromEntries(summed) as Record<MapMethod, HundredMaps>), signed };
    };
    const planted = await looked(true);
    context.progress(0.7);
    const plain = await looked(false);
    if (!planted || !plain) return null;
    return { groups: groupsOf(tested), pictures: side0, with: planted, without: plain };
  } finally {
    disposeNetwork(network);
  }
}

/** What the cue changes in a picture, as the network takes it. */
function cueIn(pictures: Pictures, picture: number, cue: Cue): Float32Array {
  const plain = inputsOf(pictures, [{ picture, cue: null }]);
  return inputsOf(pictures, [{ picture, cue }]).map((value, i) => value - (plain[i] ?? 0));
}

/** The mean of gradients [32,32,3], each divided by its length, with its three colours added. */
function meanDirection(gradients: readonly Float32Array[]): Float32Array {
  const sum = new Float32Array(SIDE * SIDE);
  for (const gradient of gradients) {
    const squares = gradient.reduce((total, value) => total + value * value, 0);
    const length = Math.sqrt(squares) * gradients.length || 1;
    gradient.forEach((value, i) => {
      const pixel = Math.floor(i / 3);
      sum[pixel] = (sum[pixel] ?? 0) + value / length;
    });
  }
  return sum;
}
