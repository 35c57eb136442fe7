import katex from 'katex';
import { describe, expect, test } from 'vitest';
import { generators } from '../../src/quiz/generators.ts';
import { generatorNames, type GeneratorName } from '../../src/quiz/generatorNames.ts';
import type { Generated } from '../../src/quiz/generators/generated.ts';

type Given = Generated['given'];

const number = (given: Given, key: string): number => given[key] as number;
const row = (given: Given, key: string): number[] => given[key] as number[];
const matrix = (given: Given, key: string): number[][] => given[key] as number[][];

/** Counts the windows one by one. */
function countWindows(n: number, k: number, s: number, p: number, d: number): number {
  const last = (start: number): number => start + (k - 1) * d;
  let count = 0;
  for (let start = -p; last(start) < n + p; start += s) count++;
  return count;
}

/** The layer itself, along two axes, as a function of everything. */
function layer(x: number[][], kernel: number[][], s: number): number[][] {
  const y: number[][] = [];
  const [h, w] = [x.length, x[0]?.length ?? 0];
  const [k1, k2] = [kernel.length, kernel[0]?.length ?? 0];
  for (let i = 0; i + k1 <= h; i += s) {
    const line: number[] = [];
    for (let j = 0; j + k2 <= w; j += s) {
      let sum = 0;
      for (let a = 0; a < k1; a++)
        for (let b = 0; b < k2; b++) sum += (x[i + a]?.[j + b] ?? 0) * (kernel[a]?.[b] ?? 0);
      line.push(sum);
    }
    y.push(line);
  }
  return y;
}

/** ⟨G, Y⟩: its derivative in an entry of X or K is the gradient the item asks for. */
function loss(x: number[][], kernel: number[][], g: number[][], s: number): number {
  return layer(x, kernel, s).reduce(
    (sum, line, r) => sum + line.reduce((part, y, c) => part + y * (g[r]?.[c] ?? 0), 0),
    0,
  );
}

const bump = (m: number[][], r: number, c: number): number[][] =>
  m.map((line, i) => line.map((v, j) => (i === r && j === c ? v + 1 : v)));
const zeros = (r: number, c: number): number[][] =>
  Array.from({ length: r }, () => Array.from({ length: c }, () => 0));

/** The loss is linear in X and in K, so that a difference of 1 gives the derivative exactly. */
const independently: Record<GeneratorName, (given: Given) => number> = {
  'output-size': (i) =>
    countWindows(number(i, 'n'), number(i, 'k'), number(i, 's'), number(i, 'p'), 1),
  'dilated-output-size': (i) =>
    countWindows(number(i, 'n'), number(i, 'k'), number(i, 's'), number(i, 'p'), number(i, 'd')),
  'chain-output-size': (i) => {
    const first = countWindows(number(i, 'n'), number(i, 'k1'), 1, number(i, 'p1'), 1);
    const pooled = countWindows(first, number(i, 'pool'), number(i, 'pool'), 0, 1);
    return countWindows(pooled, number(i, 'k2'), 2, number(i, 'p2'), 1);
  },
  'fused-kernel-entry': (i) => {
    // What the two layers answer, at their one place, to a single bright pixel.
    const bright = [0, 1, 2, 3, 4].map((at) => (at === number(i, 'u') ? 1 : 0));
    const between = layer([bright], [row(i, 'first')], 1);
    return layer(between, [row(i, 'second')], 1)[0]?.[0] ?? Number.NaN;
  },
  'kernel-gradient-size': (i) => {
    const fits = (k: number): boolean =>
      countWindows(number(i, 'n'), k, 1, number(i, 'p'), 1) === number(i, 'm');
    return [...Array(20).keys()].map((k) => k + 1).find(fits) ?? Number.NaN;
  },
  'kernel-gradient-entry': (i) => {
    const [x, g] = [matrix(i, 'x'), matrix(i, 'g')];
    const kernel = zeros(2, 2);
    return loss(x, bump(kernel, number(i, 'a'), number(i, 'b')), g, 1) - loss(x, kernel, g, 1);
  },
  'kernel-gradient-strided-entry': (i) => {
    const [x, g] = [[row(i, 'x')], [row(i, 'g')]];
    const kernel = zeros(1, number(i, 'k'));
    return loss(x, bump(kernel, 0, number(i, 'a')), g, 2) - loss(x, kernel, g, 2);
  },
  'dilated-gradient-size': (i) =>
    Array.from({ length: number(i, 'm') }, (_, at) =>
      at === 0 ? ['g'] : [...Array<string>(number(i, 's') - 1).fill('0'), 'g'],
    ).flat().length,
  'bias-gradient-sum': (i) => {
    let sum = 0;
    for (const image of [matrix(i, 'first'), matrix(i, 'second')])
      for (const line of image) for (const value of line) sum += value;
    return sum;
  },
  'input-gradient-padding': (i) => {
    // The padding that turns the output's size back into the input's, for any input.
    const [k, p] = [number(i, 'k'), number(i, 'p')];
    const m = countWindows(50, k, 1, p, 1);
    return [...Array(20).keys()].find((q) => countWindows(m, k, 1, q, 1) === 50) ?? Number.NaN;
  },
  'input-gradient-entry': (i) => {
    const [kernel, g, x] = [matrix(i, 'kernel'), matrix(i, 'g'), zeros(3, 3)];
    return loss(bump(x, number(i, 'u'), number(i, 'v')), kernel, g, 1) - loss(x, kernel, g, 1);
  },
  'input-gradient-strided-entry': (i) => {
    const [kernel, g, x] = [[row(i, 'kernel')], [row(i, 'g')], zeros(1, number(i, 'n'))];
    return loss(bump(x, 0, number(i, 'u')), kernel, g, 2) - loss(x, kernel, g, 2);
  },
  'transposed-output-size': (i) => {
    // Painted one kernel after another on a long strip, then cut.
    const painted = new Set<number>();
    for (let r = 0; r < number(i, 'm'); r++)
      for (let a = 0; a < number(i, 'k'); a++) painted.add(r * number(i, 's') + a);
    const reach = Math.max(...painted) + 1;
    return reach - 2 * number(i, 'p');
  },
  'parameter-count': (i) => {
    let count = 0;
    for (let o = 0; o < number(i, 'cout'); o++) {
      for (let c = 0; c < number(i, 'cin'); c++) count += number(i, 'k') ** 2;
      count += 1;
    }
    return count;
  },
  'dense-parameter-count': (i) => {
    let count = 0;
    for (let o = 0; o < number(i, 'units'); o++) {
      for (let c = 0; c < number(i, 'channels'); c++)
        for (let r = 0; r < number(i, 'size'); r++) count += number(i, 'size');
      count += 1;
    }
    return count;
  },
  'multiply-add-count': (i) => {
    let count = 0;
    for (let r = 0; r < number(i, 'size'); r++)
      for (let c = 0; c < number(i, 'size'); c++)
        for (let o = 0; o < number(i, 'cout'); o++) count += number(i, 'k') ** 2 * number(i, 'cin');
    return count;
  },
  'receptive-field': (i) => {
    // The interval of pixels one output sees, traced down from the top layer.
    let [first, last] = [0, 0];
    for (const [at, k] of [...row(i, 'kernels').entries()].reverse()) {
      const s = row(i, 'strides')[at] ?? 1;
      [first, last] = [first * s, last * s + k - 1];
    }
    return last - first + 1;
  },
  'map-shift': (i) => {
    // A one among zeros, carried through the strides: by how many places does it move?
    const strides = row(i, 'strides');
    const n = 64 * strides.reduce((product, s) => product * s, 1);
    const placeOf = (at: number): number => {
      let values = Array.from({ length: n }, (_, t) => (t === at ? 1 : 0));
      for (const s of strides) values = values.filter((_, t) => t % s === 0);
      return values.indexOf(1);
    };
    return placeOf(number(i, 'tau')) - placeOf(0);
  },
  'guaranteed-shifts': (i) => {
    const strides = row(i, 'strides');
    let count = 0;
    for (let down = 0; down < number(i, 'n'); down++)
      for (let right = 0; right < number(i, 'n'); right++) {
        // Halve, third, … as long as it comes out even.
        const whole = (by: number): boolean => {
          let rest = by;
          return strides.every((s) => {
            const fits = rest % s === 0;
            rest /= s;
            return fits;
          });
        };
        if (whole(down) && whole(right)) count++;
      }
    return count;
  },
  'shifted-max-pool': (i) => {
    const x = row(i, 'x');
    const turned = [...x.slice(-number(i, 'tau')), ...x.slice(0, -number(i, 'tau'))];
    let sum = 0;
    while (turned.length > 0) sum += Math.max(...turned.splice(0, 2));
    return sum;
  },
  'pyramid-levels': (i) => {
    // One picture after the other, r² being a whole number: 4 or 2.
    const squared = number(i, 'perOctave') === 1 ? 4 : 2;
    let levels = 0;
    for (let width2 = number(i, 'largest') ** 2; width2 >= number(i, 'smallest') ** 2; levels++) {
      width2 /= squared;
    }
    return levels;
  },
  'receptive-field-jump': (i) => firstSeen(i, 1) - firstSeen(i, 0),
  'receptive-field-start': (i) => firstSeen(i, number(i, 'unit')),
  'dilated-receptive-field': (i) => {
    // Every pixel that is reached, layer by layer from the top.
    let seen = new Set([0]);
    for (const [at, k] of [...row(i, 'kernels').entries()].reverse()) {
      const d = row(i, 'dilations')[at] ?? 1;
      seen = new Set([...seen].flatMap((u) => Array.from({ length: k }, (_, tap) => u + tap * d)));
    }
    return Math.max(...seen) - Math.min(...seen) + 1;
  },
  'variance-share': (i) => {
    // The widest of many shadows; with equal diagonal entries it is cast along 45°.
    const [a, b] = [number(i, 'a'), number(i, 'b')];
    let most = 0;
    for (let degrees = 0; degrees < 180; degrees++) {
      const [c, s] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
      most = Math.max(most, a * c * c + 2 * b * c * s + a * s * s);
    }
    return Math.round((1e6 * most) / (2 * a)) / 1e4;
  },
  'neighbour-votes': (i) => {
    const [positions, labels] = [row(i, 'positions'), row(i, 'labels')];
    return positions.filter((x, at) => {
      const others = positions.map((other, j) => ({ apart: Math.abs(other - x), j }));
      const [, nearest] = others.sort((one, two) => one.apart - two.apart);
      return labels[nearest?.j ?? -1] === labels[at];
    }).length;
  },
  'rank-differences': (i) => {
    // Pairs of pixels in the order of each map: a rank is how many are not larger.
    const [a, b] = [row(i, 'first'), row(i, 'second')];
    const rank = (list: number[], at: number) => list.filter((v) => v <= (list[at] ?? 0)).length;
    return a.reduce((sum, _, at) => sum + (rank(a, at) - rank(b, at)) ** 2, 0);
  },
  'occlusion-passes': (i) =>
    countWindows(number(i, 'side'), number(i, 'size'), number(i, 'stride'), 0, 1) ** 2,
  'weighed-place': (i) => {
    // Raise each map everywhere by its activation at the place: the score of a linear head rises by Z·Σαₖ·Aₖ.
    const { r = 0, c = 0 } = i as Record<string, number>;
    let rise = 0;
    for (const k of [1, 2]) {
      const [a, g] = [i[`a${k}`] as number[][], i[`g${k}`] as number[][]];
      for (const gradient of g.flat()) rise += gradient * (a[r]?.[c] ?? 0);
    }
    return Math.max(0, rise / 4);
  },
  'guided-signal': (i) => {
    // By paths: one counts if it is on and its upper weight is positive. y is on in every item.
    const [w, b, v, x] = [row(i, 'w'), row(i, 'b'), row(i, 'v'), number(i, 'x')];
    const z = w.map((factor, at) => factor * x + (b[at] ?? 0));
    const y = z.reduce((sum, h, at) => sum + (v[at] ?? 0) * Math.max(0, h), number(i, 'c'));
    if (y <= 0) return Number.NaN;
    return w.reduce(
      (sum, f, at) => ((z[at] ?? 0) > 0 && (v[at] ?? 0) > 0 ? sum + f * (v[at] ?? 0) : sum),
      0,
    );
  },
  'turned-unit': (i) => {
    // The new values are the coordinates along the rows of Q: of all (a, b), those with a·row₁ + b·row₂ = φ.
    const q = i['q'] as number[][];
    const [a = 0, b = 0, c = 0, d = 0] = q.flat();
    const [x = 0, y = 0] = row(i, 'phi');
    const determinant = a * d - b * c;
    const along = [(x * d - y * c) / determinant, (y * a - x * b) / determinant];
    return Math.round(1e9 * (along[number(i, 'unit') - 1] ?? NaN)) / 1e9;
  },
  'relu-rule': (i) => row(i, 'signal').reduce((sum, r) => sum + (r > 0 ? r : 0), 0),
  'one-pixel-drop': (i) => {
    // By trying all corners of the colour square of either pixel.
    const [w, x] = [matrix(i, 'w'), matrix(i, 'x')];
    const drops = w.flatMap(([a = 0, b = 0], p) =>
      [0, 10].flatMap((first) =>
        [0, 10].map((second) => a * ((x[p]?.[0] ?? 0) - first) + b * ((x[p]?.[1] ?? 0) - second)),
      ),
    );
    return Math.max(...drops);
  },
};

/** The first entry of the input that a unit reads, followed down window by window. */
function firstSeen(given: Given, unit: number): number {
  return row(given, 'strides').reduceRight(
    (at, s, layer) => at * s - ((given['paddings'] as number[] | undefined)?.[layer] ?? 0),
    unit,
  );
}

test.each(['kernel-gradient-entry', 'kernel-gradient-strided-entry'] as const)(
  'an upstream gradient drawn for %s has no zero, so that every place speaks',
  (name) => {
    for (let seed = 1; seed <= 1000; seed++)
      expect([generators[name](seed).given['g']].flat(2)).not.toContain(0);
  },
);

const seeds = Array.from({ length: 1000 }, (_, index) => index + 1);
const macros = {
  '\\x': 'x',
  '\\X': 'X',
  '\\K': 'K',
  '\\G': 'G',
  '\\dK': '\\tfrac{\\partial L}{\\partial K}',
  '\\dX': '\\tfrac{\\partial L}{\\partial X}',
};

function checkFormulas(markdown: string): void {
  for (const match of markdown.matchAll(/\$\$([\s\S]*?)\$\$|\$([^$]*)\$/g))
    katex.renderToString(match[1] ?? match[2] ?? '', {
      throwOnError: true,
      strict: 'error',
      macros,
    });
}

describe.each(generatorNames)('the generator %s', (name) => {
  const items = seeds.map((seed) => generators[name](seed));

  test('computes an answer that agrees with an independent computation, for 1000 seeds', () => {
    const wrong = items.filter((item) => item.answer !== independently[name](item.given));
    expect(wrong).toEqual([]);
  });

  test('asks for a finite whole number of reasonable size', () => {
    for (const { answer, tolerance } of items) {
      expect(Number.isInteger(answer)).toBe(true);
      expect(Object.is(answer, -0)).toBe(false);
      expect(Math.abs(answer)).toBeLessThan(200_000);
      expect(tolerance).toBe(0);
    }
  });

  test('shows every given number in its prompt', () => {
    for (const { given, promptMarkdown } of items)
      for (const [key, value] of Object.entries(given))
        for (const shown of [value].flat(2))
          expect(`${promptMarkdown} 2 × 2`, `${name}: ${key}`).toContain(String(shown));
  });

  test('foresees mistakes that are never the answer, and no number twice', () => {
    for (const { answer, mistakes } of items) {
      const values = mistakes.map((mistake) => mistake.value);
      expect(values).not.toContain(answer);
      expect(new Set(values).size).toBe(values.length);
    }
    expect(items.every((item) => item.mistakes.length > 0)).toBe(true);
  });

  test('gives the same item for the same seed, and many different ones', () => {
    expect(generators[name](7)).toEqual(generators[name](7));
    const prompts = new Set(items.map((item) => item.promptMarkdown));
    expect(prompts.size).toBeGreaterThan(name === 'input-gradient-padding' ? 40 : 50);
  });

  test('displays a formula as a block of its own, which Markdown wants on its own lines', () => {
    for (const { promptMarkdown, explanationMarkdown } of items.slice(0, 40))
      for (const line of `${promptMarkdown}\n${explanationMarkdown}`.split('\n'))
        if (line.includes('$$')) expect(line).toBe('$$');
  });

  test('writes formulas that parse', () => {
    for (const item of items.slice(0, 40))
      for (const text of [
        item.promptMarkdown,
        item.explanationMarkdown,
        item.feedbackMarkdown,
        ...item.mistakes.map((mistake) => mistake.feedbackMarkdown),
      ])
        checkFormulas(text);
  });
});
