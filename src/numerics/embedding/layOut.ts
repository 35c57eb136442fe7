import { normal } from '../normal.ts';
import { mulberry32 } from '../random.ts';
import { eachPairOnce } from './eachPairOnce.ts';

/** Where to start: small random numbers of this seed, or the first two principal scores. */
export type LayoutStart = { seed: number } | { scores: ArrayLike<number> };

/** Steps with all p multiplied by EXAGGERATION, which first lets neighbours gather. */
const EXAGGERATED_STEPS = 250;
const EXAGGERATION = 4;
/** Step size n/25: with larger ones some layers throw single points far out of the map. */
const RATE_DIVISOR = 25;
/** Standard deviation of the start: all points in one heap. */
const START_SPREAD = 1e-4;

/** A layout under way. */
export interface Layout {
  /** The places so far, x and y of each point in turn, centred. Changed by `move`. */
  readonly y: Float64Array;
  /** Takes one step down the gradient. */
  move(): void;
  /** KL(P‖Q) of the present places, in nats, without exaggeration. */
  divergence(): number;
}

/**
 * Starts exact t-SNE in the plane for the neighbour probabilities P (n×n, see
 * `neighbourProbabilities`). Points move by van der Maaten and Hinton's recipe (2008, §3.4): momentum,
 * adaptive gains and early exaggeration, with the numbers above, which are our own. Written here and
 * not installed: a link must repeat its map, and the small packages draw from the global Math.random.
 */
export function layOut(p: Float64Array, n: number, { start }: { start: LayoutStart }): Layout {
  const y = startOf(n, start);
  const packed = eachPairOnce(p, n);
  // Beside each pair's p its w.
  const w = new Float64Array(packed.length);
  const gradient = new Float64Array(2 * n);
  const velocity = new Float64Array(2 * n);
  const gains = new Float64Array(2 * n).fill(1);
  const rate = n / RATE_DIVISOR;
  let taken = 0;
  return {
    y,
    move() {
      const early = taken < EXAGGERATED_STEPS;
      const total = weighPairs(y, w);
      pullPairs(y, packed, w, total, early ? EXAGGERATION : 1, gradient);
      const momentum = early ? 0.5 : 0.8;
      for (let a = 0; a < 2 * n; a++) {
        const [slope, speed] = [gradient[a] ?? 0, velocity[a] ?? 0];
        // Slower where the slope turns over, faster where it keeps its sign.
        const gain = Math.max(
          0.01,
          slope * speed > 0 ? (gains[a] ?? 1) * 0.8 : (gains[a] ?? 1) + 0.2,
        );
        gains[a] = gain;
        velocity[a] = momentum * speed - rate * gain * slope;
        y[a] = (y[a] ?? 0) + (velocity[a] ?? 0);
      }
      centre(y);
      taken++;
    },
    divergence: () => {
      const total = weighPairs(y, w);
      let sum = 0;
      for (let at = 0; at < packed.length; at++) {
        const share = packed[at] ?? 0;
        if (share > 0) sum += 2 * share * Math.log((share * total) / (w[at] ?? 0));
      }
      return sum;
    },
  };
}

/** The gradient as `layOut` computes it, for comparison with `mapGradient`. */
export function packedGradient(p: Float64Array, y: Float64Array): Float64Array {
  const packed = eachPairOnce(p, y.length / 2);
  const w = new Float64Array(packed.length);
  const gradient = new Float64Array(y.length);
  pullPairs(y, packed, w, weighPairs(y, w), 1, gradient);
  return gradient;
}

/** Writes w = 1/(1 + d²) of each pair, and returns the sum over all i ≠ j: each pair twice. */
function weighPairs(y: Float64Array, w: Float64Array): number {
  const n = y.length / 2;
  let sum = 0;
  for (let i = 1, at = 0; i < n; i++) {
    const [x1, y1] = [y[2 * i] ?? 0, y[2 * i + 1] ?? 0];
    for (let j = 0; j < i; j++, at++) {
      const across = x1 - (y[2 * j] ?? 0);
      const up = y1 - (y[2 * j + 1] ?? 0);
      const weight = 1 / (1 + across * across + up * up);
      w[at] = weight;
      sum += weight;
    }
  }
  return 2 * sum;
}

/** Writes the gradient, each pair pulling both of its ends. */
function pullPairs(
  y: Float64Array,
  p: Float64Array,
  w: Float64Array,
  total: number,
  exaggeration: number,
  gradient: Float64Array,
): void {
  const n = y.length / 2;
  gradient.fill(0);
  for (let i = 1, at = 0; i < n; i++) {
    const [x1, y1] = [y[2 * i] ?? 0, y[2 * i + 1] ?? 0];
    let [sumX, sumY] = [0, 0];
    for (let j = 0; j < i; j++, at++) {
      const weight = w[at] ?? 0;
      const pull = 4 * (exaggeration * (p[at] ?? 0) - weight / total) * weight;
      const across = pull * (x1 - (y[2 * j] ?? 0));
      const up = pull * (y1 - (y[2 * j + 1] ?? 0));
      sumX += across;
      sumY += up;
      gradient[2 * j] = (gradient[2 * j] ?? 0) - across;
      gradient[2 * j + 1] = (gradient[2 * j + 1] ?? 0) - up;
    }
    gradient[2 * i] = (gradient[2 * i] ?? 0) + sumX;
    gradient[2 * i + 1] = (gradient[2 * i + 1] ?? 0) + sumY;
  }
}

function startOf(n: number, start: LayoutStart): Float64Array {
  if ('seed' in start) {
    const draw = normal(mulberry32(start.seed));
    return Float64Array.from({ length: 2 * n }, () => START_SPREAD * draw());
  }
  const { scores } = start;
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (scores[2 * i] ?? 0) ** 2;
  const scale = START_SPREAD / Math.sqrt(squares / n || 1);
  return Float64Array.from({ length: 2 * n }, (_, a) => scale * (scores[a] ?? 0));
}

/** Nothing depends on where the whole lies; keep it around the origin. */
function centre(y: Float64Array): void {
  for (const axis of [0, 1]) {
    let sum = 0;
    for (let a = axis; a < y.length; a += 2) sum += y[a] ?? 0;
    const mean = (2 * sum) / y.length;
    for (let a = axis; a < y.length; a += 2) y[a] = (y[a] ?? 0) - mean;
  }
}
