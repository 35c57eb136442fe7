/**
 * −log of how likely each pixel's colour is among the seeds' colours: a Gaussian of width
 * `bandwidth` around every seed, and `outlier` of the probability spread evenly over the colour
 * cube, so that no colour is impossible (a kernel density estimate). Pixels are three numbers from
 * `low` to `high` each; the result has one number a pixel. Throws without seeds.
 */
export function colourCosts(
  pixels: ArrayLike<number>,
  seeds: readonly number[],
  { bandwidth, outlier = 0.01, low = 0, high = 255 }: ColourModelOptions,
): Float64Array {
  if (seeds.length === 0) throw new Error('Expected at least one seed to learn colours from.');
  const height = 1 / (bandwidth * Math.sqrt(2 * Math.PI)) ** 3;
  const even = outlier / (high - low) ** 3;
  return Float64Array.from({ length: pixels.length / 3 }, (_, i) => {
    let density = 0;
    for (const seed of seeds) {
      let squared = 0;
      for (let c = 0; c < 3; c++) {
        squared += ((pixels[3 * i + c] ?? 0) - (pixels[3 * seed + c] ?? 0)) ** 2;
      }
      density += Math.exp(-squared / (2 * bandwidth * bandwidth));
    }
    return -Math.log(even + ((1 - outlier) * height * density) / seeds.length);
  });
}

/** How far a seed's colour reaches, and what is left for colours that no seed has. */
export interface ColourModelOptions {
  bandwidth: number;
  outlier?: number;
  low?: number;
  high?: number;
}
