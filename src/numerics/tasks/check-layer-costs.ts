import { tidy } from '@tensorflow/tfjs-core';

import type { Layer, Shape } from '../architectures/layer.ts';
import { ledger, totalsOf } from '../architectures/ledger.ts';
import { forward } from '../conv/forward.ts';
import { toTensor } from '../grid.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomArray, randomWhole } from '../randomArray.ts';
import type { CheckResult } from './context.ts';

/** The three counts of a convolution and of a dense layer, against loops that count one by one. */
export default async function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const upTo = (most: number) => randomWhole(random, 1, most);
  const [k, s, p, cin, cout, units] = [upTo(4), upTo(3), upTo(3) - 1, upTo(4), upTo(4), upTo(9)];
  const [h, w] = [k + upTo(7), k + upTo(7)];
  const conv: Layer = {
    name: 'conv',
    type: 'conv',
    kernel: k,
    channels: cout,
    stride: s,
    padding: p,
  };
  const dense: Layer = { name: 'dense', type: 'dense', units };
  const inputs = h * w * cin;

  const costs = (layer: Layer, inputShape: Shape) =>
    totalsOf(ledger({ name: 'check', inputShape, layers: [layer] }));
  const found = { conv: costs(conv, [h, w, cin]), dense: costs(dense, [inputs]) };

  const draw = normal(random);
  const kernel = randomArray([k, k, cin, cout], draw);
  const pads = { top: p, bottom: p, left: p, right: p };
  const values = tidy(
    () =>
      forward(toTensor(randomArray([1, h, w, cin], draw)), toTensor(kernel), {
        stride: s,
        padding: pads,
      }).size,
  );
  let products = 0;
  for (let top = 0; top + k <= h + 2 * p; top += s) {
    for (let left = 0; left + k <= w + 2 * p; left += s) products += kernel.values.length;
  }
  const weights = Array.from({ length: units }, () => new Float64Array(inputs));
  const denseProducts = weights.reduce((sum, row) => sum + row.length, 0);

  const row = (label: string, formula: number, counted: number) => ({
    label: `${label}: ${formula} by the formula, ${counted} counted`,
    value: Math.abs(formula - counted),
    tolerance: 0,
  });
  return {
    statement:
      `a convolution ${k}×${k} from ${h}×${w}×${cin} to ${cout} maps, stride ${s}, padding ${p}; ` +
      `and a dense layer from the same ${inputs} values to ${units}`,
    rows: [
      row('convolution, parameters', found.conv.parameters, kernel.values.length + cout),
      row('convolution, multiply-adds', found.conv.multiplyAdds, products),
      row('convolution, activations', found.conv.activations, values),
      row('dense layer, parameters', found.dense.parameters, denseProducts + units),
      row('dense layer, activations', found.dense.activations, weights.length),
      row('dense layer, multiply-adds', found.dense.multiplyAdds, denseProducts),
    ],
  };
}
