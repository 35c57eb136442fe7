import { add, dispose, tidy, type Tensor } from '@tensorflow/tfjs-core';

import { INPUT, linksTo, type Link, type Network } from './network.ts';
import { activationAt, type Activations } from './run.ts';
import { GRADIENT, stepBackward, type BackwardRules, type Passage } from './step.ts';

/** A signal at a place of the network, shaped like the values there: where a way back begins. */
export interface Seed {
  place: string;
  signal: Tensor;
}

/**
 * Carries a signal back through the network, step by step: with the default rules, for the seed
 * ∂s/∂(values at its place), the gradient of s with respect to the values at `to`. Other rules
 * give the signals of deconvnet and guided backpropagation, which are no gradients.
 * `activations` come from a `run` at least as far as the seed. The result is shaped like the
 * values at `to`, for each image on its own. Throws when `to` comes after the seed.
 */
export function backward(
  network: Network,
  activations: Activations,
  seed: Seed,
  { to = INPUT, rules = {} }: { to?: string; rules?: Partial<BackwardRules> } = {},
): Tensor {
  return activationAt(backwardTo(network, activations, seed, [to], rules), to);
}

/** The same for several places in one way back: signals by place. */
export function backwardTo(
  network: Network,
  activations: Activations,
  seed: Seed,
  wanted: readonly string[],
  rules: Partial<BackwardRules> = {},
): Record<string, Tensor> {
  return backwardFrom(network, activations, [seed], wanted, rules);
}

/**
 * The same for signals that begin at several places, such as the terms of a loss that looks at
 * several layers: one way back, on which each joins those from above. Throws when a wanted place
 * comes before none of the seeds.
 */
export function backwardFrom(
  network: Network,
  activations: Activations,
  seeds: readonly Seed[],
  wanted: readonly string[],
  rules: Partial<BackwardRules> = {},
): Record<string, Tensor> {
  const links = linksToAny(network, seeds);
  const late = wanted.find(
    (to) => !seeds.some(({ place }) => place === to) && !links.some((l) => l.from.includes(to)),
  );
  if (late) {
    const names = seeds.map(({ place }) => place).join(', ');
    throw new Error(`Expected a place before ${names}, found ${late}.`);
  }
  for (const seed of seeds) requireShapeOf(activationAt(activations, seed.place), seed);

  // Only the steps that come from a wanted place have to be gone through.
  const reached = new Set(wanted);
  const between = links.filter(({ step, from }) => {
    if (!from.some((place) => reached.has(place))) return false;
    reached.add(step.name);
    return true;
  });

  return tidy(() => {
    const signals = new Map<string, Tensor>();
    for (const { place, signal } of seeds) arrive(signals, place, signal.clone());
    for (const { step, from } of between.reverse()) {
      const signal = signals.get(step.name);
      if (!signal) continue;
      const passages = from.map((place): Passage => {
        const input = () => activationAt(activations, place);
        const output = () => activationAt(activations, step.name);
        return { from: place, input, output, inputShape: () => input().shape };
      });
      const arriving = stepBackward(step, signal, passages, { ...GRADIENT, ...rules });
      from.forEach((place, i) => arrive(signals, place, arriving[i]));
      if (wanted.includes(step.name)) continue;
      signal.dispose();
      signals.delete(step.name);
    }
    return Object.fromEntries([...signals].filter(([place]) => wanted.includes(place)));
  });
}

/** The steps that lead to any of the seeds, in the network's order. */
function linksToAny(network: Network, seeds: readonly Seed[]): Link[] {
  const [first, ...more] = seeds;
  if (first && more.length === 0) return linksTo(network, first.place);
  const byName = new Map(
    seeds.flatMap(({ place }) => linksTo(network, place)).map((link) => [link.step.name, link]),
  );
  return network.steps.flatMap(({ name }) => byName.get(name) ?? []);
}

/** Where branches meet on the way back, their signals add up. */
function arrive(signals: Map<string, Tensor>, place: string, signal?: Tensor): void {
  if (!signal) return;
  const there = signals.get(place);
  signals.set(place, there ? add(there, signal) : signal);
  if (there) dispose([there, signal]);
}

function requireShapeOf({ shape }: Tensor, { place, signal }: Seed): void {
  if (shape.join() === signal.shape.join()) return;
  throw new Error(
    `Expected a signal of shape [${shape.join()}] at ${place}, found [${signal.shape.join()}].`,
  );
}
