import { tidy, type Tensor } from '@tensorflow/tfjs-core';

import { INPUT, places, stepsTo, type Network } from './network.ts';
import { activationAt, type Activations } from './run.ts';
import { GRADIENT, stepBackward, type BackwardRules } from './step.ts';

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
  const names = places(network);
  const start = stepsTo(network, seed.place);
  const end = Math.min(...wanted.map((place) => stepsTo(network, place)));
  const late = wanted.find((place) => stepsTo(network, place) > start);
  if (late) throw new Error(`Expected a place before ${seed.place}, found ${late}.`);
  requireShapeOf(activationAt(activations, seed.place), seed);

  return tidy(() => {
    const signals: Record<string, Tensor> = {};
    let signal = seed.signal;
    for (let at = start; ; at--) {
      const place = names[at] ?? INPUT;
      if (wanted.includes(place)) signals[place] = signal === seed.signal ? signal.clone() : signal;
      const step = network.steps[at - 1];
      if (at === end || !step) return signals;
      const from = names[at - 1] ?? INPUT;
      const passage = {
        from,
        inputShape: () => activationAt(activations, from).shape,
        input: () => activationAt(activations, from),
        output: () => activationAt(activations, place),
      };
      signal = stepBackward(step, signal, passage, { ...GRADIENT, ...rules });
    }
  });
}

function requireShapeOf({ shape }: Tensor, { place, signal }: Seed): void {
  if (shape.join() === signal.shape.join()) return;
  throw new Error(
    `Expected a signal of shape [${shape.join()}] at ${place}, found [${signal.shape.join()}].`,
  );
}
