import { shippedNetwork } from '#demos/network/shippedNetwork.ts';
import { shippedSheet } from '#demos/network/shippedSheet.ts';
import { energyWidth } from '#numerics/energyWidth.ts';
import { layerViews } from '#numerics/network/layerViews.ts';
import { centreOf, type ReceptiveField } from '#numerics/receptiveField.ts';
import { imageUri } from '#ui/imageUri.ts';
import { meanUntrained, readRecording } from './recording.ts';
import { mapLayers, measuredDefaults, type MapLayer } from './state.ts';

/** The recorded maps and diameters: an honest first frame would take a minute of the build. */
export default function first() {
  const { manifest } = shippedNetwork('base');
  const recording = readRecording();
  const { heat } = recording;
  const { layer, row, column, images, seed } = measuredDefaults;
  if (
    JSON.stringify([heat.layer, heat.row, heat.column, heat.images, heat.seed]) !==
    JSON.stringify([layer, row, column, images, seed])
  ) {
    throw new Error('measured.json: expected the maps that the figure opens with; record anew');
  }
  const all = layerViews(manifest.layers, [32, 32]);
  const views = Object.fromEntries(mapLayers.map((name) => [name, all[name]])) as Record<
    MapLayer,
    ReceptiveField
  >;
  const centre = centreOf(views[layer], [row, column]);
  const drawn = (shares: number[]) => ({
    ...energyWidth(shares, [32, 32], centre),
    largest: Math.max(...shares) / 1e6,
    src: imageUri({ width: 32, height: 32, kind: 'unsigned', pixels: shares }),
  });
  return Promise.resolve({
    views,
    sheet: shippedSheet('gallery', manifest.classes),
    accuracy: manifest.accuracy.afterQuantisation,
    trained: drawn(heat.trained),
    untrained: drawn(heat.untrained),
    recorded: {
      images: recording.images,
      seeds: recording.seeds.length,
      layers: recording.base.map((recorded) => ({
        layer: recorded.layer as MapLayer,
        size: recorded.size,
        trained: recorded.trained.diameter,
        untrained: meanUntrained(recorded),
      })),
    },
  });
}
