import type { Network } from '../network/network.ts';
import type { Attribution } from './attribution.ts';
import { cam } from './cam.ts';
import { deconvnet } from './deconvnet.ts';
import { edges } from './edges.ts';
import { gradCam, type GradCamOptions } from './gradCam.ts';
import { gradient } from './gradient.ts';
import { gradientTimesInput } from './gradientTimesInput.ts';
import { guidedBackpropagation } from './guidedBackpropagation.ts';
import { guidedGradCam } from './guidedGradCam.ts';
import { integratedGradients } from './integratedGradients.ts';
import {
  methods,
  type Method,
  type MethodId,
  type MethodOptions,
  type Passes,
  type RequestOf,
  type WeighingOptions,
} from './methods.ts';
import { occlusion } from './occlusion.ts';
import { smoothGrad } from './smoothGrad.ts';
import { lastMapsBefore, scalarOf, type Target } from './target.ts';

/** What a method is asked about. */
interface Asked {
  network: Network;
  target: Target;
}

const make: {
  readonly [Id in MethodId]: (options: MethodOptions[Id], asked: Asked) => Attribution;
} = {
  gradient: () => gradient,
  gradientTimesInput: () => gradientTimesInput,
  smoothGrad,
  integratedGradients,
  deconvnet: () => deconvnet,
  guidedBackpropagation: () => guidedBackpropagation,
  cam: (_, { target }) => {
    if (target.kind === 'class') return cam(target.index);
    throw new Error('CAM explains classes only. Grad-CAM takes any target.');
  },
  gradCam: (options, asked) => gradCam(withLayer(options, asked)),
  guidedGradCam: (options, asked) => guidedGradCam(withLayer(options, asked)),
  occlusion,
  edges: () => edges,
};

/** A method ready to be asked about a target of a network. */
export interface PreparedMethod {
  attribution: Attribution;
  signed: boolean;
  passes: (size: readonly [number, number]) => Passes;
}

/** The method that is asked for. Throws a sentence for the reader if it has no answer to that target. */
export function prepareMethod<Id extends MethodId>(
  { id, options }: RequestOf<Id>,
  asked: Asked,
): PreparedMethod {
  const method: Method<MethodOptions[Id]> = methods[id];
  const all = { ...method.defaults, ...options };
  return {
    attribution: make[id](all, asked),
    signed: method.signed(all),
    passes: (size) => method.passes(all, size),
  };
}

function withLayer(options: WeighingOptions, { network, target }: Asked): GradCamOptions {
  const layer = options.layer ?? lastMapsBefore(network, scalarOf(network, target).place);
  if (layer === null) {
    throw new Error('Grad-CAM weighs the maps of a layer before its target, and there is none.');
  }
  return { ...options, layer };
}
