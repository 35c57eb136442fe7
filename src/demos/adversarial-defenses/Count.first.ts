import { shippedNetwork } from '#demos/network/shippedNetwork.ts';
import { shippedSheet } from '#demos/network/shippedSheet.ts';
import { curvesOf } from './curves.ts';
import { recordedCurves } from './recorded.ts';

/** The recorded curves, and where the pictures are that can be attacked here. */
export default function first() {
  const { classes } = shippedNetwork('base').manifest;
  return Promise.resolve({
    sheet: shippedSheet('gallery', classes),
    curves: curvesOf(recordedCurves()),
  });
}
