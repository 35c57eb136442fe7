import { pooledLayer, pooledLayerBack } from '#numerics/pooledLayer.ts';
import { layerDefaults } from './state.ts';

/** The layer that the figure starts with. */
export default function first() {
  const { x, kernel, signal, rule, switches } = layerDefaults;
  const layer = pooledLayer(x, kernel);
  return Promise.resolve({
    layer,
    back: pooledLayerBack(layer, kernel, signal, { relu: rule, switches }),
  });
}
