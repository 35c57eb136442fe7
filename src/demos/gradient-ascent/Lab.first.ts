import { layerShape } from '#demos/network/layerShape.ts';
import { pixelsUri } from '#demos/network/pixelsUri.ts';
import { shippedNetwork } from '#demos/network/shippedNetwork.ts';
import { shippedSheet } from '#demos/network/shippedSheet.ts';
import { recorded } from './recorded.ts';

/** The network in short, the pictures to start from, and the climb that was recorded. */
export default function first() {
  const { manifest } = shippedNetwork('base');
  const { classes, layers } = manifest;
  return Promise.resolve({
    classes,
    accuracy: manifest.accuracy.afterQuantisation,
    layers: layers.filter(({ type }) => type === 'conv').map(layerShape),
    sheet: shippedSheet('teaching', classes),
    stops: recorded.stops,
    start: pixelsUri(Buffer.from(recorded.start, 'base64')),
    end: pixelsUri(Buffer.from(recorded.end, 'base64')),
  });
}
