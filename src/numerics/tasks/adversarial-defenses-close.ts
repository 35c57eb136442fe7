import {
  abs,
  cast,
  dispose,
  greater,
  max,
  mean,
  mul,
  reshape,
  sub,
  sum,
  tidy,
  type Tensor4D,
} from '@tensorflow/tfjs-core';

import { sharesOf } from '../adversarial/answers.ts';
import { attack, drawsOf } from '../adversarial/attack.ts';
import { straightThrough, trueGradient } from '../adversarial/attackGradient.ts';
import { lengths } from '../adversarial/ball.ts';
import { classifierOf, lossGradient } from '../adversarial/classifier.ts';
import { networkBehind, targetOf, type AttackId, type DefenceId } from '../adversarial/setups.ts';
import { unitImages } from '../adversarial/unitImages.ts';
import type { ModelContext } from './context.ts';

/** Steps of a climb, draws of a mean gradient, votes of a random defence. */
export const close = { steps: 10, draws: 8, votes: 50 } as const;

/** One picture of the network's size, RGB from 0 to 255; its class, or null for what the network says. */
export interface CloseInput {
  pixels: ArrayLike<number>;
  label: number | null;
  defence: DefenceId;
  attack: AttackId;
  /** ε of L∞, in grey levels. */
  radius: number;
  seed: number;
}

export interface CloseOutput {
  /** The class that the attack drives the answer away from. */
  label: number;
  /** Shares of the classes before and after: probabilities, or votes behind a random defence. */
  before: number[];
  after: number[];
  /** −log p(label), before and after, in one draw of a random defence. */
  loss: [number, number];
  /** Share of the 3,072 entries of the true gradient, at the picture, that are not zero. */
  nonzero: number;
  /** ε‖g‖₁ for the g that the attack climbs: how much it should gain if the loss were linear. */
  promised: number;
  /** δ, in grey levels, row by row; its largest magnitude; and its length in units of the range 0 to 1. */
  delta: Float32Array;
  largest: number;
  length: number;
}

/** One attack on one picture; null when the reader has cancelled. */
export default async function closeUp(
  input: CloseInput,
  context: ModelContext,
): Promise<CloseOutput | null> {
  const { defence, seed } = input;
  const [model, bare] = await Promise.all([
    context.loadModel(networkBehind[defence]),
    context.loadModel('base'),
  ]);
  const classifier = classifierOf(model);
  const u = unitImages(input.pixels);
  const draw = drawsOf(seed);
  const before = await rowOf(() =>
    sharesOf(targetOf(defence, classifier, [0], draw), u, close.votes),
  );
  const label = input.label ?? before.indexOf(Math.max(...before));
  const target = targetOf(defence, classifier, [label], draw);
  const ball = { norm: 'linf', radius: input.radius / 255 } as const;
  try {
    const attacked = await attack(
      input.attack,
      { target, surrogate: classifierOf(bare) },
      u,
      { ball, seed, steps: close.steps, draws: close.draws },
      context,
    );
    if (!attacked) return null;
    const after = await rowOf(() => sharesOf(target, attacked, close.votes));
    const measured = tidy(() => {
      const lossAt = (v: Tensor4D) =>
        lossGradient(classifier, target.defence.apply(v), target.labels).loss;
      const own = abs(trueGradient(target)(u));
      const climbed = input.attack === 'straightThrough' ? abs(straightThrough(target)(u)) : own;
      const delta = sub<Tensor4D>(attacked, u);
      return {
        delta: mul(delta, 255),
        numbers: [
          lossAt(u),
          lossAt(attacked),
          mean(cast(greater(own, 0), 'float32')),
          mul(sum(climbed), ball.radius),
          max(abs(delta)),
          lengths(delta),
        ].map((value) => reshape(value, [1])),
      };
    });
    attacked.dispose();
    const [was = 0, is = 0, nonzero = 0, promised = 0, largest = 0, length = 0] = await Promise.all(
      measured.numbers.map(async (number) => (await number.data())[0] ?? 0),
    );
    const delta = Float32Array.from(await measured.delta.data());
    dispose([measured.delta, ...measured.numbers]);
    return {
      label,
      before,
      after,
      loss: [was, is],
      nonzero,
      promised,
      delta,
      largest: 255 * largest,
      length,
    };
  } finally {
    u.dispose();
  }
}

async function rowOf(shares: () => ReturnType<typeof sharesOf>): Promise<number[]> {
  const row = shares();
  const values = [...(await row.data())];
  row.dispose();
  return values;
}
