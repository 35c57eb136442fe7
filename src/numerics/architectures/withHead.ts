import type { Architecture, Layer } from './layer.ts';

/**
 * What makes a vector of the last maps: all their values in a row, or the mean of each map.
 */
export type Head = 'flat' | 'pooled';

/**
 * The architecture with the other head. A flattening one becomes global average pooling and the last
 * dense layer, for the dense layers between were there to digest the flattened maps; a pooling one
 * becomes a flatten before the same dense layers. With the head it has already, it is left as it is.
 * Throws when the chain never makes a vector of its maps.
 */
export function withHead(architecture: Architecture, head: Head): Architecture {
  const { name, layers } = architecture;
  const at = layers.findIndex(({ type }) => type === 'flatten' || type === 'globalAveragePool');
  const found = layers[at];
  if (!found) {
    throw new Error(
      `Expected a flatten or a global average pooling in ${name}, found neither. Add one.`,
    );
  }
  if ((found.type === 'flatten') === (head === 'flat')) return architecture;
  const trunk = layers.slice(0, at);
  const rest = layers.slice(at + 1);
  const added: Layer[] =
    head === 'flat'
      ? [{ name: 'flatten', type: 'flatten' }, ...rest]
      : [{ name: 'average', type: 'globalAveragePool' }, ...rest.slice(-1)];
  return { ...architecture, layers: [...trunk, ...added] };
}
