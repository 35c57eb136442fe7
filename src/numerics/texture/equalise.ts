/** Mean and standard deviation of the greys that every patch is given. */
const [MEAN, SPREAD] = [128, 48];

/**
 * The patch with the same mean and the same contrast as all others, so that neither can tell textures
 * apart: (x − mean) · 48 / standard deviation + 128, and what leaves 0 to 255 is cut off, which in a
 * patch of few bright points leaves less contrast than that.
 */
export function equalise(patch: Float32Array): Float32Array {
  const n = patch.length;
  const mean = patch.reduce((sum, value) => sum + value, 0) / n;
  const spread = Math.sqrt(patch.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n) || 1;
  return patch.map((value) =>
    Math.min(255, Math.max(0, ((value - mean) * SPREAD) / spread + MEAN)),
  );
}
