import { FRESH } from '#numerics/regression/pictures.ts';

/** What a training came to: wrong answers among the 100 labels learned and the fresh figures. */
export interface EndOfRun {
  width: number;
  noise: number;
  seed: number;
  parameters: number;
  training: number;
  fresh: number;
}

/** Examples that every recorded network is trained on. */
const EXAMPLES = 100;

/** Shares of wrong answers of all recorded seeds, width by width: mean, least and most. */
export function meansByWidth(runs: readonly EndOfRun[], noise: number) {
  const chosen = runs.filter((run) => run.noise === noise);
  const widths = [...new Set(chosen.map(({ width }) => width))].sort((a, b) => a - b);
  return widths.map((width) => {
    const same = chosen.filter((run) => run.width === width);
    return {
      width,
      parameters: same[0]?.parameters ?? 0,
      training: spreadOf(same.map(({ training }) => training / EXAMPLES)),
      fresh: spreadOf(same.map(({ fresh }) => fresh / FRESH)),
    };
  });
}

function spreadOf(shares: readonly number[]) {
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  return { mean, low: Math.min(...shares), high: Math.max(...shares) };
}
