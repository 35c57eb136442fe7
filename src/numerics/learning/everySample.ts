import type { Sample } from './sample.ts';
import type { Strip } from './strip.ts';

/** One of all the samples that could have been drawn, and its probability. */
export interface WeighedSample extends Sample {
  weight: number;
}

/** All samples of n examples of a strip, in order of their drawing: (2 × places)^n of them. */
export function* everySample(strip: Strip, n: number): Generator<WeighedSample> {
  const kinds = 2 * strip.length;
  for (let code = 0; code < kinds ** n; code++) {
    const sample = { ones: strip.map(() => 0), zeros: strip.map(() => 0), weight: 1 };
    for (let i = 0, rest = code; i < n; i++, rest = Math.floor(rest / kinds)) {
      const place = Math.floor((rest % kinds) / 2);
      const eta = strip[place] ?? 0;
      const isOne = rest % 2 === 1;
      const side = isOne ? sample.ones : sample.zeros;
      side[place] = (side[place] ?? 0) + 1;
      sample.weight *= (isOne ? eta : 1 - eta) / strip.length;
    }
    yield sample;
  }
}
