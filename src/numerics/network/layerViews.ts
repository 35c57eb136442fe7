import { receptiveFields, type ReceptiveField, type Window } from '../receptiveField.ts';
import type { LayerDescription } from './manifest.ts';

/**
 * The receptive field of every layer of a network on input of the given size, by layer. Global
 * pooling, flattening and what follows see whatever the last maps see together.
 */
export function layerViews(
  layers: readonly LayerDescription[],
  inputSize: [number, number],
): Record<string, ReceptiveField> {
  const windows = layers.map(windowOf);
  const whole = windows.indexOf(null);
  const chain = windows.slice(0, whole < 0 ? undefined : whole) as Window[];
  const views = receptiveFields(chain, inputSize);
  const kernelSize = views.at(-1)?.units ?? inputSize;
  // One window over all of the last maps; a layer after it adds nothing to what it sees.
  const rest = layers
    .slice(chain.length)
    .map((_, i): Window => ({ kernelSize: i ? [1, 1] : kernelSize }));
  const all = receptiveFields([...chain, ...rest], inputSize);
  return Object.fromEntries(layers.flatMap(({ name }, i) => (all[i] ? [[name, all[i]]] : [])));
}

/** How the layer's window moves; null when it covers the whole of the maps. */
function windowOf(layer: LayerDescription): Window | null {
  switch (layer.type) {
    case 'conv':
      return { kernelSize: layer.kernelSize, stride: layer.stride, padding: layer.padding };
    case 'maxPool':
      return { kernelSize: [layer.size, layer.size], stride: layer.stride };
    default:
      return null;
  }
}
