import { dispose, softmax, tensor4d, tidy, type Tensor4D } from '@tensorflow/tfjs-core';

import { climbOnce } from '../ascent/climb.ts';
import { scalarObjective } from '../ascent/objective.ts';
import { priorClimb, type PriorKind } from '../ascent/priors.ts';
import { startImage } from '../ascent/start.ts';
import { neighbours, totalVariation } from '../ascent/totalVariation.ts';
import { lastPlace, type Network } from '../network/network.ts';
import { networkOf } from '../network/networkOf.ts';
import { valuesAt } from '../network/run.ts';
import { logit } from '../network/scalars.ts';
import type { ModelContext } from './context.ts';

/** Who is asked about every picture; a picture is made with one of them. */
export const judges = ['base', 'twin', 'robust'] as const;
export type Judge = (typeof judges)[number];

/** One picture to be made: from which noise, up the score of which network, with which prior. */
export interface Lane {
  maker: Judge;
  prior: PriorKind;
  /** Times the usual. */
  strength: number;
  seed: number;
}

/** Pictures that climb one class side by side, to `to` steps; `from`: how far they are already. */
export interface ClimbsInput {
  target: number;
  lanes: readonly Lane[];
  to: number;
  from?: { step: number; x: readonly ArrayLike<number>[] } | undefined;
}

/** A picture as it stands, [H·W·3] preprocessed, and what is measured of it. */
export interface Made {
  x: Float32Array;
  /** What each judge gives the class, in the order of `judges`. */
  p: number[];
  /** What each judge gives the most. */
  answers: number[];
  /** Mean difference of neighbouring pixels, in levels of 255: TV, scaled. */
  levels: number;
}

export interface Climbed {
  step: number;
  made: Made[];
}

/** Standard deviation of the noise that a climb starts from, in units of the preprocessed image. */
export const START = 0.1;
/** How many steps are taken between two reports. */
const REPORT = 4;

/**
 * Climbs the pictures by turns, one step each, and reports them every few steps with what three
 * networks say of them. null when the reader has cancelled.
 */
export default async function climbs(
  { target, lanes, to, from }: ClimbsInput,
  context: ModelContext,
): Promise<Climbed | null> {
  const models = await Promise.all(judges.map((name) => context.loadModel(name)));
  const networks = models.map(networkOf);
  const [h = 32, w = 32, colours = 3] = models[0]?.manifest.input.shape ?? [];
  const shape: Tensor4D['shape'] = [1, h, w, colours];

  const climbing = lanes.map(({ maker, prior, strength, seed }, i) => {
    const network = networks[judges.indexOf(maker)];
    if (!network) throw new Error(`Expected one of ${judges.join(', ')}, found ${maker}.`);
    const objective = scalarObjective(network, logit(lastPlace(network), target));
    const way = priorClimb(prior, { objective, strength, seed }, [h, w]);
    const known = from?.x[i];
    const start = known
      ? tensor4d(Float32Array.from(known), shape)
      : startImage({ kind: 'noise', sigma: START, seed }, [h, w, colours]);
    const variable = way.variableOf(start);
    start.dispose();
    return { ...way, variable };
  });
  const now = (step: number): Climbed => ({
    step,
    made: climbing.map(({ climb, variable }) => {
      const x = climb.parametrisation.image(variable);
      const made = measured(networks, x, target);
      x.dispose();
      return made;
    }),
  });

  const first = from?.step ?? 0;
  let last = now(first);
  try {
    context.progress(0, last);
    for (let step = first; step < to; step++) {
      for (const lane of climbing) {
        const { value, next } = climbOnce(lane.variable, lane.climb, step);
        dispose([value, lane.variable]);
        lane.variable = next;
      }
      const isLast = step + 1 === to;
      if (isLast || (step + 1) % REPORT === 0) {
        last = now(step + 1);
        if (await context.stopped()) return null;
        context.progress((step + 1 - first) / (to - first), last);
      }
    }
    return last;
  } finally {
    for (const lane of climbing) {
      lane.variable.dispose();
      lane.dispose();
    }
  }
}

/** What the judges say of one picture [1,H,W,3], and how much its neighbours differ. */
function measured(networks: readonly Network[], x: Tensor4D, target: number): Made {
  const [, h, w, c] = x.shape;
  const rows = tidy(() => networks.map((network) => [...softmax(valuesAt(network, x)).dataSync()]));
  const [variation = Number.NaN] = tidy(() => [...totalVariation(x).value.dataSync()]);
  return {
    x: Float32Array.from(x.dataSync()),
    p: rows.map((row) => row[target] ?? Number.NaN),
    answers: rows.map((row) => row.indexOf(Math.max(...row))),
    levels: (127.5 * variation) / neighbours(h, w, c),
  };
}
