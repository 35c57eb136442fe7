import type { GradCamOptions } from './gradCam.ts';
import type { OcclusionOptions } from './occlusion.ts';
import type { SmoothGradOptions } from './smoothGrad.ts';
import { starts } from './starts.ts';

type NoOptions = Record<never, never>;

/** Grad-CAM's options with a layer that may be left to the network: the last with positions. */
export type WeighingOptions = Required<Omit<GradCamOptions, 'layer'>> & { layer: string | null };

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

/** What a demo has to know of a method: nothing here computes anything. See `prepareMethod.ts`. */
export interface Method<Options> {
  name: string;
  /** Whether a number of its map stands for a position of a layer's maps, many pixels wide. */
  coarse?: true;
  defaults: Options;
  /** Whether its map has a sign that means something. */
  signed: (options: Options) => boolean;
  /** For an image of H×W. */
  passes: (options: Options, size: readonly [number, number]) => Passes;
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
    defaults: {},
    signed: always,
    passes: once,
  },
  gradientTimesInput: {
    name: 'Gradient × input',
    defaults: {},
    signed: always,
    passes: once,
  },
  smoothGrad: {
    name: 'SmoothGrad',
    defaults: { sigma: 0.2, samples: 25, seed: 1 },
    signed: always,
    passes: ({ samples }) => ({ forward: samples, backward: samples }),
  },
  integratedGradients: {
    name: 'Integrated gradients',
    defaults: { baseline: 0, steps: 25 },
    signed: always,
    passes: ({ steps }) => ({ forward: steps, backward: steps }),
  },
  deconvnet: {
    name: 'Deconvnet',
    defaults: {},
    signed: always,
    passes: once,
  },
  guidedBackpropagation: {
    name: 'Guided backpropagation',
    defaults: {},
    signed: always,
    passes: once,
  },
  cam: {
    name: 'CAM',
    coarse: true,
    defaults: {},
    signed: always,
    passes: () => ({ forward: 1, backward: 0 }),
  },
  gradCam: {
    name: 'Grad-CAM',
    coarse: true,
    defaults: weighing,
    signed: ({ rectify }) => !rectify,
    passes: once,
  },
  guidedGradCam: {
    name: 'Guided Grad-CAM',
    defaults: weighing,
    signed: always,
    passes: () => ({ forward: 2, backward: 2 }),
  },
  occlusion: {
    name: 'Occlusion',
    defaults: { size: 8, stride: 4, fill: 0 },
    signed: always,
    passes: ({ size, stride }, [h, w]) => ({
      forward: 1 + starts(h, size, stride).length * starts(w, size, stride).length,
      backward: 0,
    }),
  },
  edges: {
    name: 'Edges of the picture',
    defaults: {},
    signed: () => false,
    passes: () => ({ forward: 0, backward: 0 }),
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
