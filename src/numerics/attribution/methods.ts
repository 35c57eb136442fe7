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
import { occlusion, starts, type OcclusionOptions } from './occlusion.ts';
import { smoothGrad, type SmoothGradOptions } from './smoothGrad.ts';
import { lastMapsBefore, scalarOf, type Target } from './target.ts';

type NoOptions = Record<never, never>;

/** Grad-CAM's options with a layer that may be left to the network: the last with positions. */
type WeighingOptions = Required<Omit<GradCamOptions, 'layer'>> & { layer: string | null };

/** What can be set of each method. */
export interface MethodOptions {
  gradient: NoOptions;
  gradientTimesInput: NoOptions;
  smoothGrad: SmoothGradOptions;
  /** `baseline`: the preprocessed value of a plain image, 0 for middle grey. */
  integratedGradients: { baseline: number; steps: number };
  deconvnet: NoOptions;
  guidedBackpropagation: NoOptions;
  cam: NoOptions;
  gradCam: WeighingOptions;
  guidedGradCam: WeighingOptions;
  occlusion: Required<OcclusionOptions>;
  edges: NoOptions;
}

export type MethodId = keyof MethodOptions;

/** Passes through the network for one image. */
export interface Passes {
  forward: number;
  backward: number;
}

/** A method as the book's demos know it: plain data, and what makes it from its options. */
export interface Method<Options> {
  name: string;
  /**
   * What one number of its map stands for: an entry of the image, which has three a pixel; a pixel,
   * by the squares that cover it; or a position of a layer's maps, many pixels wide.
   */
  grain: 'entry' | 'pixel' | 'position';
  defaults: Options;
  /** Whether its map has a sign that means something. */
  signed: (options: Options) => boolean;
  /** For an image of H×W. */
  passes: (options: Options, size: readonly [number, number]) => Passes;
  make: (options: Options, asked: { network: Network; target: Target }) => Attribution;
}

const once = (): Passes => ({ forward: 1, backward: 1 });
const always = () => true;
const weighing: WeighingOptions = {
  layer: null,
  pooling: 'mean',
  rectify: true,
  counterfactual: false,
};

/** Every method of the book by its id, in the order in which demos list them. */
export const methods: { readonly [Id in MethodId]: Method<MethodOptions[Id]> } = {
  gradient: {
    name: 'Gradient',
    grain: 'entry',
    defaults: {},
    signed: always,
    passes: once,
    make: () => gradient,
  },
  gradientTimesInput: {
    name: 'Gradient × input',
    grain: 'entry',
    defaults: {},
    signed: always,
    passes: once,
    make: () => gradientTimesInput,
  },
  smoothGrad: {
    name: 'SmoothGrad',
    grain: 'entry',
    defaults: { sigma: 0.2, samples: 25, seed: 1 },
    signed: always,
    passes: ({ samples }) => ({ forward: samples, backward: samples }),
    make: smoothGrad,
  },
  integratedGradients: {
    name: 'Integrated gradients',
    grain: 'entry',
    defaults: { baseline: 0, steps: 25 },
    signed: always,
    passes: ({ steps }) => ({ forward: steps, backward: steps }),
    make: integratedGradients,
  },
  deconvnet: {
    name: 'Deconvnet',
    grain: 'entry',
    defaults: {},
    signed: always,
    passes: once,
    make: () => deconvnet,
  },
  guidedBackpropagation: {
    name: 'Guided backpropagation',
    grain: 'entry',
    defaults: {},
    signed: always,
    passes: once,
    make: () => guidedBackpropagation,
  },
  cam: {
    name: 'CAM',
    grain: 'position',
    defaults: {},
    signed: always,
    passes: () => ({ forward: 1, backward: 0 }),
    make: (_, { target }) => {
      if (target.kind === 'class') return cam(target.index);
      throw new Error('CAM explains classes only. Grad-CAM takes any target.');
    },
  },
  gradCam: {
    name: 'Grad-CAM',
    grain: 'position',
    defaults: weighing,
    signed: ({ rectify }) => !rectify,
    passes: once,
    make: (options, asked) => gradCam(withLayer(options, asked)),
  },
  guidedGradCam: {
    name: 'Guided Grad-CAM',
    grain: 'entry',
    defaults: weighing,
    signed: always,
    passes: () => ({ forward: 2, backward: 2 }),
    make: (options, asked) => guidedGradCam(withLayer(options, asked)),
  },
  occlusion: {
    name: 'Occlusion',
    grain: 'pixel',
    defaults: { size: 8, stride: 4, fill: 0 },
    signed: always,
    passes: ({ size, stride }, [h, w]) => ({
      forward: 1 + starts(h, size, stride).length * starts(w, size, stride).length,
      backward: 0,
    }),
    make: occlusion,
  },
  edges: {
    name: 'Edges of the picture',
    grain: 'pixel',
    defaults: {},
    signed: () => false,
    passes: () => ({ forward: 0, backward: 0 }),
    make: () => edges,
  },
};

/** All ids, in the same order. */
export const methodIds = Object.keys(methods) as MethodId[];

/** A method by its id, with the options that are not the default ones. */
export interface RequestOf<Id extends MethodId> {
  id: Id;
  options?: Partial<MethodOptions[Id]>;
}

/** The same for whichever method: each id goes with its own options only. */
export type MethodRequest = { [Id in MethodId]: RequestOf<Id> }[MethodId];

/** A method ready to be asked about a target of a network. */
export interface PreparedMethod {
  attribution: Attribution;
  signed: boolean;
  passes: (size: readonly [number, number]) => Passes;
}

/** The method that is asked for. Throws a sentence for the reader if it has no answer to that target. */
export function prepareMethod<Id extends MethodId>(
  { id, options }: RequestOf<Id>,
  asked: { network: Network; target: Target },
): PreparedMethod {
  const method: Method<MethodOptions[Id]> = methods[id];
  const all = { ...method.defaults, ...options };
  return {
    attribution: method.make(all, asked),
    signed: method.signed(all),
    passes: (size) => method.passes(all, size),
  };
}

function withLayer(
  options: WeighingOptions,
  { network, target }: { network: Network; target: Target },
): GradCamOptions {
  const layer = options.layer ?? lastMapsBefore(network, scalarOf(network, target).place);
  if (layer === null) {
    throw new Error('Grad-CAM weighs the maps of a layer before its target, and there is none.');
  }
  return { ...options, layer };
}
