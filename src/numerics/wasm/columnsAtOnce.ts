/** XNNPACK's SIMD convolution makes output channels in groups of eight, used or not. */
const LANES = 8;

/**
 * How many neighbouring columns of ∂L/∂X to compute as channels of one output. A layer on an RGB
 * image has three input channels, and five of eight lanes would compute nothing; two columns at
 * once fill six. One output of m columns takes a kernel m − 1 columns wider, so the work for a
 * column is (K₂ + m − 1) · ⌈m · Cin / 8⌉ / m: the divisor m of the width with the least of it wins.
 */
export function columnsAtOnce(width: number, kernelWidth: number, channels: number): number {
  let best = 1;
  for (let m = 2; m <= LANES; m++) {
    if (width % m === 0 && work(m) < work(best)) best = m;
  }
  return best;

  function work(m: number): number {
    return ((kernelWidth + m - 1) * Math.ceil((m * channels) / LANES)) / m;
  }
}
