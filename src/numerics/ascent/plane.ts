/** A place of the plane: an image of two pixels, so that the whole climb can be drawn. */
export type Point = readonly [number, number];

/** What can be climbed in the plane: a value and its gradient. */
export interface Hill {
  value(x: Point): number;
  gradient(x: Point): Point;
}

/** One class with a linear score, S = w · x. */
export const linearWeights: Point = [3, -4];

/** Three classes with linear scores; the first is climbed, the second is much like it. */
export const threeWeights: readonly Point[] = [
  [1.6, 0.7],
  [1.4, -0.9],
  [-3, 0.2],
];

/** Four ReLUs: kernels u, biases b and the weights v of their sum. Flat where all of them are off. */
export const fourRelus = [
  { u: [1, 0.4], b: -1.5, v: 1.2 },
  { u: [0.3, 1], b: -2, v: 1 },
  { u: [-1, 0.6], b: -4, v: 1.5 },
  { u: [0.8, -0.9], b: -2.5, v: -0.7 },
] as const satisfies readonly { u: Point; b: number; v: number }[];

/** What can be climbed here. */
export const hillNames = ['linear', 'score', 'logProbability', 'relus'] as const;
export type HillName = (typeof hillNames)[number];

/** S = w · x; of three classes the score of the first, or its log-probability; a sum of ReLUs. */
export const hills: Readonly<Record<HillName, Hill>> = {
  linear: { value: (x) => dot(linearWeights, x), gradient: () => linearWeights },
  score: { value: (x) => scoresAt(x)[0] ?? 0, gradient: () => threeWeights[0] ?? [0, 0] },
  logProbability: {
    value: (x) => logProbabilities(x)[0] ?? 0,
    // ∇log p₀ = Σ p_k (∇S₀ − ∇S_k)
    gradient: (x) => {
      const own = threeWeights[0] ?? [0, 0];
      return logProbabilities(x).reduce<Point>(
        (sum, logP, k) => plus(sum, Math.exp(logP), minus(own, threeWeights[k] ?? own)),
        [0, 0],
      );
    },
  },
  relus: {
    value: (x) => fourRelus.reduce((sum, { u, b, v }) => sum + v * Math.max(0, dot(u, x) + b), 0),
    gradient: (x) =>
      fourRelus.reduce<Point>(
        (sum, { u, b, v }) => (dot(u, x) + b > 0 ? plus(sum, v, u) : sum),
        [0, 0],
      ),
  },
};

/** The three classes' scores. */
export function scoresAt(x: Point): number[] {
  return threeWeights.map((w) => dot(w, x));
}

/** The three classes' log-probabilities. */
export function logProbabilities(x: Point): number[] {
  const scores = scoresAt(x);
  const most = Math.max(...scores);
  const total = most + Math.log(scores.reduce((sum, s) => sum + Math.exp(s - most), 0));
  return scores.map((s) => s - total);
}

/** How a walk goes: see `update`, which does the same to images. */
export interface Walk {
  eta: number;
  lambda: number;
  rule: 'plain' | 'normalised' | 'sign';
  /** 1 adds the gradient of S − λ‖x‖², −1 subtracts it. */
  way: 1 | -1;
}

/** The places of a walk: the start, and where each of so many steps leads. */
export function walk(hill: Hill, start: Point, { eta, lambda, rule, way }: Walk, steps: number) {
  const places: Point[] = [start];
  for (let x = start, step = 0; step < steps; step++) {
    const shrink = 1 - 2 * way * eta * lambda;
    x = plus([shrink * x[0], shrink * x[1]], way * eta, directed(hill.gradient(x), rule));
    places.push(x);
  }
  return places;
}

function directed(gradient: Point, rule: Walk['rule']): Point {
  if (rule === 'plain') return gradient;
  if (rule === 'sign') return [Math.sign(gradient[0]), Math.sign(gradient[1])];
  const length = Math.hypot(...gradient) || 1;
  return [gradient[0] / length, gradient[1] / length];
}

function dot([a, b]: Point, [c, d]: Point): number {
  return a * c + b * d;
}

function plus([a, b]: Point, times: number, [c, d]: Point): Point {
  return [a + times * c, b + times * d];
}

function minus(a: Point, b: Point): Point {
  return plus(a, -1, b);
}
