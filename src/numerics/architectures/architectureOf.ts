import type { LayerDescription, Manifest } from '../network/manifest.ts';
import type { Architecture, Layer } from './layer.ts';

/**
 * The architecture of one of the book's networks, from its manifest. A ReLU, which the manifest
 * notes beside its layer, becomes a layer of its own. Throws on a network that is no chain, and on a
 * kernel that is not square, or whose 'same' padding differs between the sides (an even kernel, or a
 * stride).
 */
export function architectureOf({ name, input, layers }: Manifest): Architecture {
  return { name, inputShape: input.shape, layers: layers.flatMap(layersOf) };
}

function layersOf(layer: LayerDescription): Layer[] {
  const { name, type } = layer;
  switch (type) {
    case 'conv': {
      const { kernelSize, stride } = layer;
      const conv: Layer = {
        name,
        type,
        kernel: sideOf(layer),
        channels: layer.kernel.shape.at(-1) ?? 0,
        stride,
        padding: layer.padding === 'same' ? (kernelSize[0] - 1) / 2 : 0,
      };
      return [conv, ...reluAfter(layer)];
    }
    case 'maxPool':
      return [{ name, type, kernel: layer.size, stride: layer.stride }];
    case 'dense':
      return [{ name, type, units: layer.kernel.shape.at(-1) ?? 0 }, ...reluAfter(layer)];
    case 'globalAveragePool':
    case 'flatten':
      return [{ name, type }];
    default:
      throw new Error(`Expected a chain of layers, found '${name}', whose type is ${type}.`);
  }
}

function reluAfter({ name, relu }: { name: string; relu: boolean }): Layer[] {
  return relu ? [{ name: `${name}.relu`, type: 'relu' }] : [];
}

function sideOf(layer: LayerDescription & { type: 'conv' }): number {
  const [rows, columns] = layer.kernelSize;
  const even = layer.padding === 'same' && (rows % 2 === 0 || layer.stride !== 1);
  if (rows === columns && !even) return rows;
  throw new Error(
    `Expected '${layer.name}' to have a square kernel, odd and with stride 1 if its padding is ` +
      `'same'; found ${rows}×${columns} with stride ${layer.stride}.`,
  );
}
