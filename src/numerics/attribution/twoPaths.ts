import type { ReluRule } from '../network/layers/relu.ts';
import { throughRelu } from '../reluRules.ts';

/** y = ReLU(v₁ ReLU(w₁x + b₁) + v₂ ReLU(w₂x + b₂) + c): two paths from one number to another. */
export interface TwoPaths {
  w: readonly [number, number];
  b: readonly [number, number];
  v: readonly [number, number];
  c: number;
}

/** What the rules send back from y, seeded with 1, at each place of the two paths. */
export interface TwoPathsSignals {
  /** Above the ReLU of y, behind it, at h₁ and h₂, behind their ReLUs, and at x. */
  y: { arrives: number; passes: number };
  h: readonly { arrives: number; passes: number }[];
  x: number;
}

/** The values of the two paths, before each ReLU and at the end. */
export function alongTwoPaths({ w, b, v, c }: TwoPaths, x: number) {
  const z = [w[0] * x + b[0], w[1] * x + b[1]] as const;
  const last = v[0] * Math.max(0, z[0]) + v[1] * Math.max(0, z[1]) + c;
  return { z, last, y: Math.max(0, last) };
}

/** The way back by one rule (chapter guided-backprop). */
export function backTwoPaths(paths: TwoPaths, x: number, rule: ReluRule): TwoPathsSignals {
  const { w, v } = paths;
  const { z, last } = alongTwoPaths(paths, x);
  const atY = { arrives: 1, passes: throughRelu(rule, last, 1) };
  const h = ([0, 1] as const).map((i) => {
    const arrives = v[i] * atY.passes;
    return { arrives, passes: throughRelu(rule, z[i], arrives) };
  });
  return { y: atY, h, x: h.reduce((sum, { passes }, i) => sum + passes * (w[i] ?? 0), 0) };
}
