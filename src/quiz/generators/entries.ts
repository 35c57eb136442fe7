import { convGeometry } from '#numerics/conv/geometry.ts';
import { productsOf, type Product } from '#numerics/conv/naive.ts';
import { drawFrom, tellingMistakes, type Draw, type Generator } from './generated.ts';
import { display, displayBelow, productsTex, rowTex, sumTex } from './tex.ts';

/** Factors of the products chosen by `keep`, in the order in which the layer makes them. */
function factors(
  products: Product[],
  keep: (product: Product) => boolean,
  left: (product: Product) => number,
  right: (product: Product) => number,
): [number, number][] {
  return products.filter(keep).map((product) => [left(product), right(product)]);
}

function total(products: [number, number][]): number {
  return products.reduce((sum, [a, b]) => sum + a * b, 0) + 0;
}

function at(matrix: number[][], row: number, column: number): number {
  return matrix[row]?.[column] ?? 0;
}

/** Draws until `telling`, so that the usual mistake shows; gives up after many draws. */
function drawUntil<T>(draw: Draw, make: (draw: Draw) => T, telling: (drawn: T) => boolean): T {
  let drawn = make(draw);
  for (let tries = 0; tries < 100 && !telling(drawn); tries++) drawn = make(draw);
  return drawn;
}

/** One entry of the kernel that two kernels of three taps are, one after the other. */
export const fusedKernelEntryItem: Generator = (seed) => {
  const taps = [0, 1, 2];
  const { first, second, u, terms, correlated, answer } = drawUntil(
    drawFrom(seed),
    (draw) => {
      const [first, second, u] = [draw.row(3), draw.row(3), draw.whole(1, 3)];
      const terms = taps.flatMap((a): [number, number][] =>
        u - a >= 0 && u - a <= 2 ? [[first[a] ?? 0, second[u - a] ?? 0]] : [],
      );
      const turned = taps.flatMap((a): [number, number][] =>
        u - a >= 0 && u - a <= 2 ? [[first[a] ?? 0, second[2 - u + a] ?? 0]] : [],
      );
      return { first, second, u, terms, correlated: total(turned), answer: total(terms) };
    },
    (drawn) => drawn.correlated !== drawn.answer && drawn.answer !== 0,
  );
  return {
    promptMarkdown: `Along one axis, with nothing between and no padding, an input is cross-correlated with $${rowTex(first)}$ and the result with $${rowTex(second)}$. One kernel of five taps does the same. What is its tap $\\K[${u}]$? (Indices start at 0.)`,
    given: { first, second, u },
    answer,
    tolerance: 0,
    mistakes: tellingMistakes(answer, [
      [
        correlated,
        'You turned the second kernel round. Tap $a$ of the first and tap $b$ of the second meet at $a+b$: their indices run in opposite directions.',
      ],
      [
        (first[u] ?? 0) * (second[u] ?? 0),
        'More than one pair of taps ends up at this place: all those with $a+b$ equal to its index.',
      ],
      [
        (first[u] ?? 0) + (second[u] ?? 0),
        'The second layer multiplies what the first gives: products, not sums, of taps.',
      ],
    ]),
    feedbackMarkdown: `List the pairs of taps with $a+b=${u}$, multiply each, and add up.`,
    explanationMarkdown: display(
      `\\begin{aligned}\\K[${u}]&=\\sum_{a+b=${u}}K^{(1)}[a]\\,K^{(2)}[b]\\\\&=${productsTex(terms)}=${answer}\\end{aligned}`,
    ),
  };
};

/** One entry of the kernel gradient of a 2×2 kernel on a 3×3 input. */
export const kernelGradientEntryItem: Generator = (seed) => {
  const products = productsOf(convGeometry([3, 3], [2, 2]));
  const { x, g, a, b, terms, flipped, answer } = drawUntil(
    drawFrom(seed),
    (draw) => {
      const [x, g, a, b] = [
        draw.matrix(3, 3),
        draw.matrix(2, 2),
        draw.whole(0, 1),
        draw.whole(0, 1),
      ];
      const sum = (gradient: (p: Product) => number): [number, number][] =>
        factors(
          products,
          (p) => p.a === a && p.b === b,
          gradient,
          (p) => at(x, p.u, p.v),
        );
      const terms = sum((p) => at(g, p.r, p.c));
      const flipped = total(sum((p) => at(g, 1 - p.r, 1 - p.c)));
      return { x, g, a, b, terms, flipped, answer: total(terms) };
    },
    (drawn) => drawn.flipped !== drawn.answer && drawn.answer !== 0 && !drawn.g.flat().includes(0),
  );
  return {
    promptMarkdown: `Stride 1, no padding, a $2\\times 2$ kernel, and ${displayBelow(['\\X', x], ['\\G', g])}What is the entry $\\dK[${a},${b}]$ of the kernel gradient? (Indices start at 0: row, then column.)`,
    given: { x, g, a, b },
    answer,
    tolerance: 0,
    mistakes: tellingMistakes(answer, [
      [
        flipped,
        'You turned the upstream gradient around. The kernel gradient is a cross-correlation: nothing is flipped.',
      ],
      [answer / 4, 'The products are summed, not averaged.'],
      [
        at(x, a, b) * at(g, a, b),
        'Every output used this kernel entry, so there is one product for each of the four outputs.',
      ],
    ]),
    feedbackMarkdown: `Lay the upstream gradient on the input with its corner at row ${a}, column ${b}; multiply what lies on each other; sum.`,
    explanationMarkdown: display(
      `\\begin{aligned}&\\dK[${a},${b}]\\\\&\\;=\\sum_{r,c}\\G[r,c]\\,\\X[r+${a},c+${b}]\\\\&\\;=${productsTex(terms.slice(0, 2))}\\\\&\\;\\quad+${productsTex(terms.slice(2))}\\\\&\\;=${answer}\\end{aligned}`,
    ),
  };
};

/** One entry of the kernel gradient of three taps along one axis, stride 2. */
export const kernelGradientStridedEntryItem: Generator = (seed) => {
  const k = 3;
  const { m, x, g, a, terms, undilated, answer } = drawUntil(
    drawFrom(seed),
    (draw) => {
      const m = draw.whole(2, 3);
      const n = 2 * (m - 1) + k;
      const [x, g, a] = [draw.row(n), draw.row(m), draw.whole(0, k - 1)];
      const products = productsOf(convGeometry([1, n], [1, k], { stride: [1, 2] }));
      const terms = factors(
        products,
        (p) => p.b === a,
        (p) => g[p.c] ?? 0,
        (p) => x[p.v] ?? 0,
      );
      const undilated = g.reduce((sum, value, r) => sum + value * (x[r + a] ?? 0), 0);
      return { m, x, g, a, terms, undilated, answer: total(terms) };
    },
    (drawn) => drawn.undilated !== drawn.answer && drawn.answer !== 0 && !drawn.g.includes(0),
  );
  return {
    promptMarkdown: `Along one axis: $\\X=${rowTex(x)}$, a kernel of ${k} entries, stride 2, no padding, and $\\G=${rowTex(g)}$. What is the entry $\\dK[${a}]$ of the kernel gradient? (Indices start at 0.)`,
    given: { x, g, k, a },
    answer,
    tolerance: 0,
    mistakes: tellingMistakes(answer, [
      [
        undilated,
        'With stride 2 the upstream gradient is dilated: its entries meet every second entry of the input.',
      ],
      [
        g.reduce((sum, value, r) => sum + value * (x[2 * (m - 1 - r) + a] ?? 0), 0),
        'You turned the upstream gradient around. The kernel gradient is a cross-correlation: nothing is flipped.',
      ],
    ]),
    feedbackMarkdown: `Put a zero between the entries of the upstream gradient, lay it on the input from place ${a}, multiply and sum.`,
    explanationMarkdown: display(
      `\\begin{aligned}\\dK[${a}]&=\\sum_r \\G[r]\\,\\X[2r+${a}]\\\\&=${productsTex(terms)}=${answer}\\end{aligned}`,
    ),
  };
};

/** The bias gradient of one channel over a batch of two. */
export const biasGradientSumItem: Generator = (seed) => {
  const { first, second, answer } = drawUntil(
    drawFrom(seed),
    (draw) => {
      const [first, second] = [draw.matrix(2, 2), draw.matrix(2, 2)];
      return { first, second, answer: [...first, ...second].flat().reduce((a, b) => a + b, 0) };
    },
    (drawn) => drawn.answer !== 0,
  );
  const sumOfFirst = first.flat().reduce((a, b) => a + b, 0);
  return {
    promptMarkdown: `The upstream gradient of one output channel, for the two images of a batch, is ${displayBelow(['\\G_1', first], ['\\G_2', second])}What is the gradient of that channel's bias?`,
    given: { first, second },
    answer,
    tolerance: 0,
    mistakes: tellingMistakes(answer, [
      [
        answer / 2,
        'The batch is summed. A mean over the batch is already inside the upstream gradient, if the loss takes one.',
      ],
      [answer / 8, 'The positions and the images are summed, not averaged.'],
      [answer / 4, 'The positions are summed, not averaged.'],
      [sumOfFirst, 'Both images used the same bias.'],
      [answer - sumOfFirst, 'Both images used the same bias.'],
    ]),
    feedbackMarkdown: 'The bias is added at every position of every image: sum them all.',
    explanationMarkdown: display(
      `\\begin{aligned}&${sumTex(first.flat())}\\\\&\\;+${sumTex(second.flat())}=${answer}\\end{aligned}`,
    ),
  };
};

/** One entry of the input gradient of a 2×2 kernel on a 3×3 input. */
export const inputGradientEntryItem: Generator = (seed) => {
  const products = productsOf(convGeometry([3, 3], [2, 2]));
  const { kernel, g, u, v, terms, unflipped, answer } = drawUntil(
    drawFrom(seed),
    (draw) => {
      const [kernel, g, u, v] = [
        draw.matrix(2, 2),
        draw.matrix(2, 2),
        draw.whole(0, 2),
        draw.whole(0, 2),
      ];
      const sum = (weight: (p: Product) => number): [number, number][] =>
        factors(
          products,
          (p) => p.u === u && p.v === v,
          (p) => at(g, p.r, p.c),
          weight,
        );
      const terms = sum((p) => at(kernel, p.a, p.b));
      const unflipped = total(sum((p) => at(kernel, 1 - p.a, 1 - p.b)));
      return { kernel, g, u, v, terms, unflipped, answer: total(terms) };
    },
    (drawn) => drawn.unflipped !== drawn.answer && drawn.terms.length > 1,
  );
  return {
    promptMarkdown: `Stride 1, no padding, a $3\\times 3$ input, and ${displayBelow(['\\K', kernel], ['\\G', g])}What is the entry $\\dX[${u},${v}]$ of the input gradient? (Indices start at 0: row, then column.)`,
    given: { kernel, g, u, v },
    answer,
    tolerance: 0,
    mistakes: tellingMistakes(answer, [
      [
        unflipped,
        'You slid the kernel as it is. An output that lies above a pixel, or to its left, has read it with the *lower* or *right* side of the kernel: slide the kernel turned by half a turn.',
      ],
      [
        at(kernel, u, v) * at(g, u, v),
        'Entries with equal indices do not belong together. Entry $[a,b]$ of the kernel meets $\\G[u-a,v-b]$: add up over all the outputs that have read this pixel.',
      ],
    ]),
    feedbackMarkdown: `Which outputs have read the pixel in row ${u}, column ${v}, and each through which entry of the kernel? Multiply each one's upstream gradient by that entry; sum.`,
    explanationMarkdown: display(
      `\\begin{aligned}&\\dX[${u},${v}]\\\\&\\;=\\sum_{a,b}\\G[${u}-a,${v}-b]\\,\\K[a,b]\\\\&\\;=${productsTex(terms)}\\\\&\\;=${answer}\\end{aligned}`,
    ),
  };
};

/** One entry of the input gradient along one axis, stride 2, kernel of 3. */
export const inputGradientStridedEntryItem: Generator = (seed) => {
  const { m, kernel, g, u, terms, undilated, unflipped, answer } = drawUntil(
    drawFrom(seed),
    (draw) => {
      const m = draw.whole(2, 3);
      const n = 2 * (m - 1) + 3;
      const [kernel, g] = [draw.row(3), draw.row(m)];
      // An inner entry of even index is seen by two windows, which is where mistakes show.
      const u = 2 * draw.whole(1, m - 1);
      const sum = (stride: number, weight: (b: number) => number): [number, number][] =>
        factors(
          productsOf(convGeometry([1, stride * (m - 1) + 3], [1, 3], { stride: [1, stride] })),
          (p) => p.v === u,
          (p) => g[p.c] ?? 0,
          (p) => weight(p.b),
        );
      const terms = sum(2, (b) => kernel[b] ?? 0);
      return {
        m,
        n,
        kernel,
        g,
        u,
        terms,
        undilated: total(sum(1, (b) => kernel[b] ?? 0)),
        unflipped: total(sum(2, (b) => kernel[2 - b] ?? 0)),
        answer: total(terms),
      };
    },
    (drawn) => drawn.undilated !== drawn.answer && drawn.unflipped !== drawn.answer,
  );
  const n = 2 * (m - 1) + 3;
  return {
    promptMarkdown: `Along one axis: an input of ${n} entries, stride 2, no padding, $\\K=${rowTex(kernel)}$ and $\\G=${rowTex(g)}$. What is the entry $\\dX[${u}]$ of the input gradient? (Indices start at 0.)`,
    given: { kernel, g, u, n },
    answer,
    tolerance: 0,
    mistakes: tellingMistakes(answer, [
      [
        undilated,
        'With stride 2 neighbouring windows are two entries apart: a zero stands between the entries of the upstream gradient.',
      ],
      [
        unflipped,
        'You used the kernel unflipped: check through which tap each window saw this entry.',
      ],
    ]),
    feedbackMarkdown: `Window $r$ starts at entry $2r$. Which windows saw entry ${u}, and through which tap?`,
    explanationMarkdown: `Window $r$ saw entry ${u} through tap $a=${u}-2r$, so ${display(`\\begin{aligned}\\dX[${u}]&=\\sum_{2r+a=${u}}\\G[r]\\,\\K[a]\\\\&=${productsTex(terms)}=${answer}\\end{aligned}`)}`,
  };
};
