import { mul, tensor2d, tidy, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core';

import { backwardFrom, backwardTo, type Seed } from '../network/backward.ts';
import type { WeightedStep } from '../network/changeWeights.ts';
import { linksTo, type Link, type Network } from '../network/network.ts';
import { activationAt, run } from '../network/run.ts';
import { logProbability, negative } from '../network/scalars.ts';
import { stepForward } from '../network/step.ts';
import { gradientOf, type WeightGradient } from '../training/lossGradients.ts';
import { FEATURES, LOGITS, VERDICT } from './domainNetwork.ts';

/** Pictures [N,H,W,3], preprocessed, with the class and the domain of each. */
export interface DomainBatch {
  x: Tensor4D;
  labels: readonly number[];
  domains: readonly number[];
}

/** What a step is to do about the domains. */
export interface DomainAim {
  /** How the domains' losses count, once they are known; the weights add up to 1. */
  weigh: (losses: readonly number[]) => readonly number[];
  /** λ of the gradient reversal; null for a network that has no head for the domains. */
  reversal: number | null;
}

/** L_d, the mean cross-entropy of each domain's pictures, and the gradient by all weights. */
export interface DomainGradients {
  losses: number[];
  gradients: Record<string, WeightGradient>;
}

/**
 * The gradient of Σ q_d L_d by the weights of the classes' head and of all before it. With a second
 * head: the gradient of its own loss D, the mean cross-entropy of the domains, by that head's
 * weights, and of Σ q_d L_d − λD by the weights before it (Ganin et al. 2016): what goes back from
 * that head is turned round where it enters the features.
 */
export function domainGradients(
  network: Network,
  { x, labels, domains }: DomainBatch,
  count: number,
  { weigh, reversal }: DomainAim,
): DomainGradients {
  const losses: number[] = [];
  const gradients = tidy(() => {
    const values: Record<string, Tensor> = { ...run(network, x) };
    const logits = activationAt(values, LOGITS);
    const loss = negative(logProbability(LOGITS, labels));
    losses.push(...meansBy(domains, loss.value(logits).dataSync(), count));

    // At the logits: softmax minus label, times the picture's share of its domain's weight.
    const weights = weigh(losses);
    const shares = domains.map((d) => (weights[d] ?? 0) / domains.filter((e) => e === d).length);
    const top = mul(loss.derivative(logits), tensor2d(shares, [shares.length, 1]));
    const seeds: Seed[] = [{ place: LOGITS, signal: top }];
    const layers = linksTo(network, LOGITS).filter(isWeighted);
    const names = layers.map(({ step }) => step.name);
    if (reversal === null) {
      return gradientsOf(layers, values, backwardFrom(network, values, seeds, names));
    }

    const head = headLinks(network);
    for (const {
      step,
      from: [before = ''],
    } of head) {
      values[step.name] = stepForward(step, activationAt(values, before));
    }
    const guess = negative(logProbability(VERDICT, domains));
    const verdict = mul(guess.derivative(activationAt(values, VERDICT)), 1 / domains.length);
    const weighted = head.filter(isWeighted);
    const own = backwardTo(network, values, { place: VERDICT, signal: verdict }, [
      ...weighted.map(({ step }) => step.name),
      FEATURES,
    ]);

    // Here it is turned round, and joins what comes from the classes.
    seeds.push({ place: FEATURES, signal: mul(activationAt(own, FEATURES), -reversal) });
    return {
      ...gradientsOf(layers, values, backwardFrom(network, values, seeds, names)),
      ...gradientsOf(weighted, values, own),
    };
  });
  return { losses, gradients };
}

/** The mean of the values of each domain; 0 for one that has none. */
function meansBy(domains: readonly number[], values: ArrayLike<number>, count: number): number[] {
  return Array.from({ length: count }, (_, d) => {
    const own = domains.flatMap((domain, i) => (domain === d ? [values[i] ?? 0] : []));
    return own.reduce((sum, value) => sum + value, 0) / Math.max(1, own.length);
  });
}

/** The steps of the head that tells domains apart. */
function headLinks(network: Network): Link[] {
  const before = new Set(linksTo(network, FEATURES).map(({ step }) => step.name));
  return linksTo(network, VERDICT).filter(({ step }) => !before.has(step.name));
}

type Weighted = Link & { step: WeightedStep };

function isWeighted(link: Link): link is Weighted {
  return 'kernel' in link.step;
}

function gradientsOf(
  layers: readonly Weighted[],
  values: Readonly<Record<string, Tensor>>,
  signals: Readonly<Record<string, Tensor>>,
): Record<string, WeightGradient> {
  const entries = layers.map(({ step, from: [before = ''] }) => {
    const upstream = activationAt(signals, step.name);
    return [step.name, gradientOf(step, activationAt(values, before), upstream)] as const;
  });
  return Object.fromEntries(entries);
}
