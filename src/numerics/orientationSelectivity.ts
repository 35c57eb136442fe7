/** A kernel or a patch: rows, columns, channels. */
export type KernelShape = readonly [height: number, width: number, channels: number];

/** Gratings that a kernel is tried on: so many orientations, and frequencies up to 1/2 a pixel. */
const [ORIENTATIONS, FREQUENCIES] = [16, 8];

/**
 * How much a kernel [H,W,C] minds the direction of stripes, from 0 (not at all) to 1 (one only):
 * with P(θ) the power of its response to gratings of direction θ, all frequencies and channels
 * added, |Σ P(θ) e^{2iθ}| / Σ P(θ), which is one minus the circular variance. NaN for zeros.
 */
export function orientationSelectivity(kernel: ArrayLike<number>, shape: KernelShape): number {
  let [along, across, all] = [0, 0, 0];
  for (let o = 0; o < ORIENTATIONS; o++) {
    const angle = (Math.PI * o) / ORIENTATIONS;
    const power = powerAt(kernel, shape, angle);
    along += power * Math.cos(2 * angle);
    across += power * Math.sin(2 * angle);
    all += power;
  }
  return Math.hypot(along, across) / all;
}

function powerAt(
  kernel: ArrayLike<number>,
  [height, width, channels]: KernelShape,
  angle: number,
): number {
  let power = 0;
  for (let f = 1; f <= FREQUENCIES; f++) {
    const frequency = (Math.PI * f) / FREQUENCIES; // radians a pixel
    const [perRow, perColumn] = [frequency * Math.sin(angle), frequency * Math.cos(angle)];
    const real = new Float64Array(channels);
    const imaginary = new Float64Array(channels);
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++) {
        const phase = perRow * row + perColumn * column;
        const [cos, sin] = [Math.cos(phase), Math.sin(phase)];
        for (let k = 0; k < channels; k++) {
          const value = kernel[(row * width + column) * channels + k] ?? Number.NaN;
          real[k] = (real[k] ?? 0) + value * cos;
          imaginary[k] = (imaginary[k] ?? 0) + value * sin;
        }
      }
    }
    for (let k = 0; k < channels; k++) power += (real[k] ?? 0) ** 2 + (imaginary[k] ?? 0) ** 2;
  }
  return power;
}
