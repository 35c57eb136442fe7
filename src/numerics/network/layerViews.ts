import {
  fieldThrough,
  ofInput,
  unionOfFields,
  type ReceptiveField,
  type Window,
} from '../receptiveField.ts';
import type { LayerDescription } from './manifest.ts';
import { INPUT } from './network.ts';

/**
 * The receptive field of every layer of a network on input of the given size, by layer. Global
 * pooling, flattening and what follows see whatever the last maps see together; a sum sees what its
 * summands see. A list of anchors, some of which see more than others, and what follows have none.
 */
export function layerViews(
  layers: readonly LayerDescription[],
  inputSize: [number, number],
): Record<string, ReceptiveField> {
  const views: Record<string, ReceptiveField> = { [INPUT]: ofInput(inputSize) };
  layers.forEach((layer, i) => {
    const from = layer.from ?? [layers[i - 1]?.name ?? INPUT];
    const seen = from.flatMap((name) => views[name] ?? []);
    const [before] = seen;
    if (!before || layer.type === 'anchors') return;
    views[layer.name] =
      layer.type === 'add' ? unionOfFields(seen) : fieldThrough(before, windowOf(layer, before));
  });
  return Object.fromEntries(Object.entries(views).filter(([name]) => name !== INPUT));
}

/** How the layer's window moves; it may cover the whole of the maps, or a vector's one place. */
function windowOf(layer: LayerDescription, { units }: ReceptiveField): Window {
  switch (layer.type) {
    case 'conv':
    case 'depthwiseConv':
      return { kernelSize: layer.kernelSize, stride: layer.stride, padding: layer.padding };
    case 'maxPool':
      return { kernelSize: [layer.size, layer.size], stride: layer.stride };
    default:
      return { kernelSize: units };
  }
}
