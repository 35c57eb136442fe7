import { tidy, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core';

import { convolveAndRectify } from './layers/convolution.ts';
import { convolveDepthwiseAndRectify } from './layers/depthwise.ts';
import { INPUT, lastPlace, linksTo, type Network, type Step } from './network.ts';
import { stepForward } from './step.ts';

/** Values of a network for some images by place: maps [N,H,W,C], later vectors [N, units]. */
export type Activations = Readonly<Record<string, Tensor>>;

/** How far to run, and what to keep on the way. */
export interface RunOptions {
  /** The place to stop at; default: the logits. */
  to?: string;
  /** Whether to keep the pre-activations too ('conv1.pre', …); default: no. */
  pre?: boolean;
}

/**
 * Runs images x [N,H,W,3], preprocessed, and keeps the values of every layer on the way, 'input'
 * included: `dispose(activations)` frees them all and leaves x.
 */
export function run(
  network: Network,
  x: Tensor4D,
  { to, pre = false }: RunOptions = {},
): Activations {
  return tidy(() => ({
    [INPUT]: x.clone(),
    ...walk(network, x, { to: to ?? lastPlace(network), pre, keep: true }),
  }));
}

/**
 * The values at one place for images x [N,H,W,3], preprocessed; nothing else outlives its use, so
 * that large batches fit into memory.
 */
export function valuesAt(network: Network, x: Tensor4D, to?: string): Tensor {
  const place = to ?? lastPlace(network);
  if (place === INPUT) return x.clone();
  return activationAt(walk(network, x, { to: place, pre: false, keep: false }), place);
}

/** The values at a place of a run. Throws when the run has not kept them. */
export function activationAt(activations: Activations, place: string): Tensor {
  const found = activations[place];
  if (found) return found;
  const kept = Object.keys(activations).join(', ');
  throw new Error(
    `Expected values of ${place}, found those of ${kept} only. Run further, or keep them.`,
  );
}

/**
 * The values of the steps that lead to a place: all of them or, not kept, what no step is to take
 * any more, which is that place's. A convolution whose z nobody wants does its ReLU too.
 */
function walk(
  network: Network,
  x: Tensor4D,
  { to, pre, keep }: { to: string; pre: boolean; keep: boolean },
): Activations {
  const links = linksTo(network, to);
  const takers = (place: string, first = 0) =>
    links.slice(first).filter(({ from }) => from.includes(place)).length;
  const values = new Map<string, Tensor>([[INPUT, x]]);

  for (let i = 0; i < links.length; i++) {
    const [link, next] = [links[i], links[i + 1]];
    if (!link) break;
    const { step, from } = link;
    const [first = x, ...more] = from.flatMap((place) => values.get(place) ?? []);
    const hidden = !pre && next?.from[0] === step.name && takers(step.name) === 1;
    const rectified = hidden ? rectifiedAtOnce(step, next.step, first) : null;
    if (rectified && next) {
      values.set(next.step.name, rectified);
      i++;
    } else {
      values.set(step.name, stepForward(step, first, ...more));
    }
    for (const place of keep ? [] : from) {
      if (place === INPUT || takers(place, i + 1) > 0) continue;
      values.get(place)?.dispose();
      values.delete(place);
    }
  }
  values.delete(INPUT); // it is the caller's
  return Object.fromEntries(values);
}

/** Both steps in one operation where there is one. */
function rectifiedAtOnce(step: Step, next: Step, x: Tensor): Tensor | null {
  if (next.type !== 'relu') return null;
  const { ceiling } = next;
  if (step.type === 'conv') return convolveAndRectify(step, x as Tensor4D, ceiling);
  if (step.type === 'depthwiseConv') {
    return convolveDepthwiseAndRectify(step, x as Tensor4D, ceiling);
  }
  return null;
}
