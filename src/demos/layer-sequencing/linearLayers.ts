import type { ChainField } from '#demos/frame/LayerChain.tsx';
import type { CollapseInput } from '#numerics/tasks/layer-sequencing-collapse.ts';
import { namedKernels } from './kernels.ts';
import type { CollapseState, LinearChainLayer } from './state.ts';

export function linearName(layer: LinearChainLayer): string {
  return layer.kind === 'named' ? namedKernels[layer.name].label : 'by lot';
}

const initial: LinearChainLayer[] = [
  { kind: 'named', name: 'edge' },
  { kind: 'named', name: 'down' },
  { kind: 'named', name: 'blur' },
  { kind: 'named', name: 'outline' },
  { kind: 'random', size: 3, channels: 8 },
];

/** What can be added. */
export const linearKinds = initial.map((layer) => ({ name: linearName(layer), layer }));

/** Three 3×3 layers with 8, 8 and 1 channels. */
export const byLot: LinearChainLayer[] = [8, 8, 1].map((channels) => ({
  kind: 'random',
  size: 3,
  channels,
}));

const sizes = [1, 3, 5, 7] as const;

/** A kernel by lot has a size and output channels; one by hand has nothing to set. */
export function linearFields(layer: LinearChainLayer): ChainField<LinearChainLayer>[] {
  if (layer.kind === 'named') return [];
  return [
    {
      label: 'kernel',
      symbol: 'k',
      value: layer.size,
      min: 1,
      max: 7,
      step: 2,
      with: (value) => ({ ...layer, size: sizes.find((size) => size === value) ?? 3 }),
    },
    {
      label: 'output channels',
      symbol: 'C',
      value: layer.channels,
      min: 1,
      max: 16,
      with: (channels) => ({ ...layer, channels }),
    },
  ];
}

/** The state as the numerics take it. */
export function collapseInput(
  { layers, relu, padded, seed }: CollapseState,
  grey: Uint8Array,
): CollapseInput {
  return {
    grey,
    relu,
    padded,
    seed,
    layers: layers.map((layer) =>
      layer.kind === 'named'
        ? { kind: 'named', kernel: namedKernels[layer.name].taps.map((row) => [...row]) }
        : layer,
    ),
  };
}
