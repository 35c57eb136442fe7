import { dilatedSize, outputSize } from '#numerics/conv/geometry.ts';
import { drawFrom, tellingMistakes, type Generator } from './generated.ts';
import { counted, display, displayEquals } from './tex.ts';

const onePlus = 'The last window counts too: the $+1$ is missing.';

/** Output size along one axis, without dilation. */
export const outputSizeItem: Generator = (seed) => {
  const draw = drawFrom(seed);
  const n = draw.whole(8, 40);
  const k = draw.oneOf(2, 3, 5, 7);
  const s = draw.whole(1, 3);
  const p = draw.whole(0, Math.floor(k / 2));
  const answer = outputSize(n, k, s, p, p, 1);
  const span = n + 2 * p - k;
  return {
    promptMarkdown: `A layer has an input ${n} wide, a kernel ${k} wide, stride $${s}$ and ${counted(p, 'zero')} of padding on either side. How wide is its output?`,
    given: { n, k, s, p },
    answer,
    tolerance: 0,
    mistakes: tellingMistakes(answer, [
      [answer - 1, onePlus],
      [outputSize(n, k, s, p, 0, 1), `The padding is on both sides, so it adds $2\\cdot ${p}$.`],
      [
        outputSize(n, k, s, 0, 0, 1),
        'The padding counts: the kernel slides over the padded input.',
      ],
      [Math.ceil(span / s) + 1, 'A window that does not fit any more is left out: round down.'],
      [outputSize(n, k, 1, p, p, 1), `With stride $${s}$ the window moves by ${s} at a time.`],
      [n, 'The output has the size of the input only for the right padding, and stride 1.'],
    ]),
    feedbackMarkdown:
      'Count the places where the window can start: the first, and one more for every whole stride that still fits.',
    explanationMarkdown: displayEquals(
      "H'",
      '\\left\\lfloor\\frac{H+2p-K}{s}\\right\\rfloor+1',
      `\\left\\lfloor\\frac{${n}+${2 * p}-${k}}{${s}}\\right\\rfloor+1`,
      `${answer}.`,
    ),
  };
};

/** Output size along one axis, with dilation. */
export const dilatedOutputSizeItem: Generator = (seed) => {
  const draw = drawFrom(seed);
  const n = draw.whole(16, 48);
  const k = draw.oneOf(2, 3, 5);
  const d = draw.whole(2, 3);
  const s = draw.whole(1, 2);
  const p = draw.whole(0, 2);
  const answer = outputSize(n, k, s, p, p, d);
  const covers = dilatedSize(k, d);
  return {
    promptMarkdown: `A kernel of ${k} taps with dilation $${d}$ slides with stride $${s}$ over an input ${n} wide, padded with ${counted(p, 'zero')} on either side. How wide is the output?`,
    given: { n, k, s, p, d },
    answer,
    tolerance: 0,
    mistakes: tellingMistakes(answer, [
      [outputSize(n, k, s, p, p, 1), `With dilation the kernel covers more than its ${k} taps.`],
      [
        Math.floor((n + 2 * p - d * k) / s) + 1,
        `There is no gap after the last tap: the kernel covers $${d}\\cdot(${k}-1)+1=${covers}$ entries, not $${d * k}$.`,
      ],
      [answer - 1, onePlus],
      [
        outputSize(n, k, s, 0, 0, d),
        'The padding counts: the kernel slides over the padded input.',
      ],
    ]),
    feedbackMarkdown: 'First find how many entries the dilated kernel covers, then slide it.',
    explanationMarkdown: `The kernel covers $d(K-1)+1=${covers}$ entries, so ${display(`H'=\\left\\lfloor\\frac{${n}+${2 * p}-${covers}}{${s}}\\right\\rfloor+1=${answer}.`)}`,
  };
};

/** Output size along one axis after a convolution, a pooling and a convolution with stride 2. */
export const chainOutputSizeItem: Generator = (seed) => {
  const draw = drawFrom(seed);
  const n = draw.whole(28, 72);
  const [k1, p1] = draw.oneOf<[number, number]>([3, 0], [3, 1], [5, 0], [5, 2], [7, 3]);
  const pool = draw.whole(2, 3);
  const k2 = draw.oneOf(3, 5);
  const p2 = draw.whole(0, (k2 - 1) / 2);
  const first = outputSize(n, k1, 1, p1, p1, 1);
  const pooled = outputSize(first, pool, pool, 0, 0, 1);
  const answer = outputSize(pooled, k2, 2, p2, p2, 1);
  return {
    promptMarkdown: `An image ${n} wide goes through a convolution with a kernel ${k1} wide and padding $p=${p1}$, then a max-pooling with windows ${pool} wide and ${pool} apart, then a convolution with a kernel ${k2} wide, padding $p=${p2}$ and stride $2$. How wide is what comes out?`,
    given: { n, k1, p1, pool, k2, p2 },
    answer,
    tolerance: 0,
    mistakes: tellingMistakes(answer, [
      [answer - 1, onePlus],
      [outputSize(pooled, k2, 1, p2, p2, 1), 'The last convolution moves by two at a time.'],
      [
        outputSize(outputSize(n, pool, pool, 0, 0, 1), k2, 2, p2, p2, 1),
        `The first convolution changes the size, too, unless it is padded by $(${k1}-1)/2$.`,
      ],
      [
        Math.ceil((Math.ceil(first / pool) + 2 * p2 - k2) / 2) + 1,
        'A window that does not fit any more is left out: round down, at each layer.',
      ],
      [pooled, 'That is what goes into the last convolution.'],
    ]),
    feedbackMarkdown:
      'One layer after the other: count the windows that fit, and hand the number on.',
    explanationMarkdown: `The first convolution gives $${n}+${2 * p1}-${k1}+1=${first}$, the pooling $\\lfloor(${first}-${pool})/${pool}\\rfloor+1=${pooled}$, and the last convolution ${display(`\\left\\lfloor\\frac{${pooled}+${2 * p2}-${k2}}{2}\\right\\rfloor+1=${answer}.`)}`,
  };
};

/** The size check of the kernel gradient, stride 1: it has the kernel's size. */
export const kernelGradientSizeItem: Generator = (seed) => {
  const draw = drawFrom(seed);
  const k = draw.oneOf(2, 3, 4, 5, 7);
  const p = draw.whole(0, Math.floor((k - 1) / 2));
  const n = draw.whole(12, 36);
  const m = outputSize(n, k, 1, p, p, 1);
  const answer = n + 2 * p - m + 1;
  return {
    promptMarkdown: `The input of a layer is ${n} wide and padded with ${counted(p, 'zero')} on either side; the stride is 1. The upstream gradient that arrives is ${m} wide. How wide is the kernel gradient?`,
    given: { n, p, m },
    answer,
    tolerance: 0,
    mistakes: tellingMistakes(answer, [
      [
        m,
        'That is the size of the upstream gradient. The kernel gradient has the shape of the kernel.',
      ],
      [
        n,
        'That is the size of the input gradient. The kernel gradient has the shape of the kernel.',
      ],
      [n - m + 1, 'The correlation is with the *padded* input.'],
      [answer - 1, 'The last place of the window counts too: the $+1$ is missing.'],
      [n + p - m + 1, 'The padding is on both sides.'],
    ]),
    feedbackMarkdown:
      'The kernel gradient is the valid cross-correlation of the padded input with the upstream gradient: count the places where the upstream gradient fits.',
    explanationMarkdown: `The upstream gradient slides over the padded input, and fits in $(${n}+${2 * p})-${m}+1=${answer}$ places: the size of the kernel.`,
  };
};

/** Width of the upstream gradient once s − 1 zeros stand between its entries. */
export const dilatedGradientSizeItem: Generator = (seed) => {
  const draw = drawFrom(seed);
  const m = draw.whole(3, 20);
  const s = draw.whole(2, 4);
  const answer = dilatedSize(m, s);
  return {
    promptMarkdown: `A layer has stride $${s}$, and the upstream gradient is ${m} wide. How wide is the upstream gradient once it is dilated by the stride?`,
    given: { m, s },
    answer,
    tolerance: 0,
    mistakes: tellingMistakes(answer, [
      [m * s, 'The zeros stand *between* entries; there are none after the last.'],
      [m + s - 1, `There are $${s - 1}$ zeros in each of the ${m - 1} gaps, not in one gap.`],
      [m + (m - 1) * s, `Between two entries stand $s-1=${s - 1}$ zeros, not $s$.`],
      [m, 'Dilating changes the size: zeros are put between the entries.'],
    ]),
    feedbackMarkdown: `There are ${m - 1} gaps between ${m} entries. How many zeros go into each?`,
    explanationMarkdown: `Each of the ${m - 1} gaps takes $s-1=${s - 1}$ zeros: $s(H'-1)+1=${s}\\cdot ${m - 1}+1=${answer}$.`,
  };
};

/** Padding of the upstream gradient in the input gradient: K − 1 − p. */
export const inputGradientPaddingItem: Generator = (seed) => {
  const draw = drawFrom(seed);
  const k = draw.whole(2, 9);
  const p = draw.whole(0, k - 1);
  const answer = k - 1 - p;
  return {
    promptMarkdown: `A layer with stride 1 has a kernel ${k} wide and padding $p=${p}$ on either side of its input. How many zeros does the upstream gradient get on either side before it is correlated with the flipped kernel to give the input gradient?`,
    given: { k, p },
    answer,
    tolerance: 0,
    mistakes: tellingMistakes(answer, [
      [
        p,
        'That is the padding of the forward pass. The more the forward pass pads, the less the backward pass does.',
      ],
      [
        k - 1,
        'That is the full convolution; it would also give a gradient for the padding, which nobody asked for.',
      ],
      [
        k - p,
        p === 0
          ? 'One too many: a window that only touches the gradient from outside sees nothing of it.'
          : 'One too many: the first and the last number would be gradients of padding.',
      ],
      [
        Math.floor((k - 1) / 2),
        k % 2 === 1
          ? 'That keeps the size of the upstream gradient; we want the size of the input.'
          : 'That makes the upstream gradient smaller by one; we want the size of the input.',
      ],
    ]),
    feedbackMarkdown:
      'Start from the full convolution, and take away what would be a gradient for the padding.',
    explanationMarkdown: `The full convolution pads by $K_1-1=${k - 1}$ and gives a gradient for every entry of the padded input. ${p === 0 ? 'None of them is padding' : `Its outer ${p} on either side belong to the padding`}, so $K_1-1-p=${k}-1-${p}=${answer}$.`,
  };
};

/** Size of the output of a transposed convolution without output padding. */
export const transposedOutputSizeItem: Generator = (seed) => {
  const draw = drawFrom(seed);
  const m = draw.whole(3, 16);
  const s = draw.whole(1, 3);
  const k = draw.whole(2, 5);
  const p = draw.whole(0, Math.floor((k - 1) / 2));
  const answer = dilatedSize(m, s) + k - 1 - 2 * p;
  return {
    promptMarkdown: `A transposed convolution with a kernel ${k} wide, stride $${s}$, padding $${p}$ and no output padding is given a map ${m} wide. How wide is what it returns?`,
    given: { m, s, k, p },
    answer,
    tolerance: 0,
    mistakes: tellingMistakes(answer, [
      [
        outputSize(m, k, s, p, p, 1),
        'That is the size after an ordinary convolution; this one goes the other way.',
      ],
      [m * s, 'It multiplies the size by the stride only for the right padding.'],
      [
        dilatedSize(m, s) + k - 1 + 2 * p,
        'The padding is that of the convolution it undoes the shape of: it is taken away.',
      ],
      [
        dilatedSize(m, s),
        'Every entry paints a whole kernel, so the last one reaches $K_1-1$ further.',
      ],
      [dilatedSize(m, s) + k - 1, 'The padding is cut off again, on both sides.'],
    ]),
    feedbackMarkdown:
      'Every entry of the map paints one kernel; neighbours are a stride apart. How far does the last one reach, and what is cut off?',
    explanationMarkdown: `The ${m} kernels start $${s}$ apart and the last is ${k} wide: $${s}\\cdot(${m}-1)+${k}=${dilatedSize(m, s) + k - 1}$. Cutting ${p} off either side leaves $${answer}$.`,
  };
};
