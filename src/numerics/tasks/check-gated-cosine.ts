import { matMul, relu, tensor2d, tidy, type Tensor2D } from '@tensorflow/tfjs-core';

import { gatedCosine } from '../attribution/gatedCosine.ts';
import { cosineSimilarity } from '../cosineSimilarity.ts';
import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import type { CheckResult } from './context.ts';

/** Entries of a signal, and what so many random ones leave open. */
const [WIDTH, CHANCE] = [1500, 0.08];

/**
 * Two random signals of cosine ρ: behind a gate that keeps what is positive their cosine is κ(ρ), and
 * behind random weights and a second gate κ(κ(ρ)).
 */
export default function check({ seed }: { seed: number }): Promise<CheckResult> {
  const random = mulberry32(seed);
  const draw = normal(random);
  const cosine = Math.round(18 * random() - 9) / 10;
  const sine = Math.sqrt(1 - cosine ** 2);
  const first = Float32Array.from({ length: WIDTH }, draw);
  const second = first.map((value) => cosine * value + sine * draw());
  const weights = Float32Array.from({ length: WIDTH * WIDTH }, draw);
  const found = tidy(() => {
    const signals: Tensor2D = tensor2d([...first, ...second], [2, WIDTH]);
    const once = relu(signals);
    const twice = relu(matMul<Tensor2D>(once, tensor2d(weights, [WIDTH, WIDTH])));
    return [signals, once, twice].map((pair) => {
      const values = pair.dataSync();
      return cosineSimilarity(values.slice(0, WIDTH), values.slice(WIDTH));
    });
  });
  const [before = Number.NaN, once = Number.NaN, twice = Number.NaN] = found;
  const expected = gatedCosine(before);
  return Promise.resolve({
    statement: `Two signals of ${WIDTH} random numbers with cosine ${before.toFixed(2)}: behind one gate ${once.toFixed(2)}, behind two ${twice.toFixed(2)}`,
    rows: [
      {
        label: 'cosine behind one gate, and κ(ρ)',
        value: Math.abs(once - expected),
        tolerance: CHANCE,
      },
      {
        label: 'behind random weights and a second gate, and κ(κ(ρ))',
        value: Math.abs(twice - gatedCosine(expected)),
        tolerance: CHANCE,
      },
    ],
  });
}
