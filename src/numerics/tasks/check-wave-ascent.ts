import { grad, mul, sub, sum, tidy, type Tensor4D } from '@tensorflow/tfjs-core';

import { fourier, waves, waveScales } from '../ascent/fourier.ts';
import { scalarObjective } from '../ascent/objective.ts';
import { slopeIn } from '../ascent/parametrisation.ts';
import { update } from '../ascent/update.ts';
import { centralDifferences, largestDifference } from '../gradientCheck.ts';
import { toTensor } from '../grid.ts';
import { disposeNetwork, lastPlace } from '../network/network.ts';
import { randomStack } from '../network/randomStack.ts';
import { channelMean } from '../network/scalars.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { randomArray, randomWhole } from '../randomArray.ts';
import type { CheckResult } from './context.ts';

/**
 * One step in the amplitudes v of x = Av moves x by ηBᵀD²B∇S, written out wave by wave, for a small
 * ReLU network; A has an inverse; and Aᵀ∇S is the gradient in v, by automatic differentiation and by
 * differences, for S = Σ wx².
 */
export default function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const draw = normal(random);
  const [h, w] = [randomWhole(random, 6, 9), randomWhole(random, 6, 9)];
  const falloff = randomWhole(random, 2, 8) / 4;
  const eta = 0.3;
  const basis = fourier([h, w], falloff);
  const drawn = randomArray([1, h, w, 2], draw);
  const weights = randomArray([1, h, w, 2], draw);
  const network = randomStack(
    [
      { type: 'conv', kernel: 3, stride: 1, dilation: 1 },
      { type: 'conv', kernel: 3, stride: 1, dilation: 1 },
    ],
    { channels: 3, inputs: 2, seed },
  );

  const found = tidy(() => {
    const objective = scalarObjective(network, channelMean(lastPlace(network), 0));

    const v = toTensor(drawn);
    const x = basis.image(v);
    const slope = slopeIn(basis, objective, v);
    const stepped = basis.image(update(v, slope.gradient, { eta }));
    const inPixels = objective(x).gradient;
    const step = [...sub(stepped, x).dataSync()];
    const predicted = spread([...inPixels.dataSync()], [h, w, 2], falloff).map((g) => eta * g);
    const back = [...basis.variableOf(x).dataSync()];

    const of = (variable: Tensor4D) => {
      const image = basis.image(variable);
      return sum(mul(toTensor(weights), mul(image, image)));
    };
    const byHand = [...basis.pull(mul(mul(toTensor(weights), x), 2), v).dataSync()];
    const automatic = [...grad((variable) => of(variable as Tensor4D))(v).dataSync()];
    // In 32 bits; a quadratic function has no error of its own at any step.
    const numeric = [
      ...centralDifferences(
        (values) => of(toTensor({ shape: [1, h, w, 2], values })).dataSync()[0] ?? Number.NaN,
        Float64Array.from(drawn.values),
        0.05,
      ),
    ];
    return { step, predicted, back, byHand, automatic, numeric };
  });
  basis.dispose();
  disposeNetwork(network);
  const largest = Math.max(1, ...found.byHand.map(Math.abs));
  return Promise.resolve({
    statement: `an image of ${h}×${w} made of ${2 * h * w} amplitudes, falloff ${falloff}`,
    rows: [
      {
        label: 'a step in v, and ηBᵀD²B times the slope in pixels, by loops',
        value: largestDifference(found.step, found.predicted),
        tolerance: 1e-5 * Math.max(1, ...found.predicted.map(Math.abs)),
      },
      {
        label: 'v, and D⁻¹B times the image Av',
        value: largestDifference(found.back, [...drawn.values]),
        tolerance: 1e-4 * Math.max(1, ...[...drawn.values].map(Math.abs)),
      },
      {
        label: 'Aᵀ times the slope in pixels, and automatic differentiation in v',
        value: largestDifference(found.byHand, found.automatic),
        tolerance: 1e-5 * largest,
      },
      {
        label: 'the same, and central differences in v, in 32 bits',
        value: largestDifference(found.byHand, found.numeric),
        tolerance: 2e-3 * largest,
      },
    ],
  });
}

/** BᵀD²B g for g [H,W,C]: along each wave of the plane what g has of it, times d², colour by colour. */
function spread(
  g: readonly number[],
  [h, w, c]: readonly [height: number, width: number, channels: number],
  falloff: number,
): number[] {
  const [rows, columns, d] = [waves(h), waves(w), waveScales(h, w, falloff)];
  const out = Array.from(g, () => 0);
  for (const [k, row] of rows.entries())
    for (const [l, column] of columns.entries()) {
      const weight = (d[k * w + l] ?? Number.NaN) ** 2;
      const wave = row.flatMap((down) => column.map((across) => down * across));
      for (let channel = 0; channel < c; channel++) {
        const amplitude = wave.reduce(
          (sum, value, i) => sum + value * (g[i * c + channel] ?? 0),
          0,
        );
        for (const [i, value] of wave.entries())
          out[i * c + channel] = (out[i * c + channel] ?? 0) + weight * amplitude * value;
      }
    }
  return out;
}
