/** Mean and standard deviation of the greys that every patch is given. */
const [MEAN, SPREAD] = [128, 32];
/** What leaves the greys is cut off and the rest stretched again: so often, and little is left to do. */
const ROUNDS = 40;

/**
 * The patch with the same mean and contrast as all others, so that neither can tell textures apart:
 * (x − mean) · 32 / standard deviation + 128. What would leave 0 to 255 is cut off, which changes both
 * again, so it is done over; a patch of one grey becomes all mean.
 */
export function equalise(patch: Float32Array): Float32Array {
  let found = patch;
  for (let round = 0; round < ROUNDS; round++) {
    const { mean, spread } = momentsOf(found);
    const stretched = found.map((value) => ((value - mean) * SPREAD) / (spread || 1) + MEAN);
    found = stretched.map((value) => Math.min(255, Math.max(0, value)));
    if (found.every((value, i) => value === stretched[i])) break;
  }
  return found;
}

function momentsOf(patch: Float32Array): { mean: number; spread: number } {
  const mean = patch.reduce((sum, value) => sum + value, 0) / patch.length;
  const variance = patch.reduce((sum, value) => sum + (value - mean) ** 2, 0) / patch.length;
  return { mean, spread: Math.sqrt(variance) };
}
