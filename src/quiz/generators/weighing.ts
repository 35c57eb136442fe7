import { drawFrom, tellingMistakes, type Draw, type Generator } from './generated.ts';
import { display, matrixTex } from './tex.ts';

const sum = (matrix: number[][]) => matrix.flat().reduce((total, value) => total + value, 0);

/** A 2×2 gradient whose mean is a whole number other than 0. */
function drawGradient(draw: Draw): number[][] {
  const alpha = draw.oneOf(-2, -1, 1, 2);
  const [a, b, c] = [draw.whole(-3, 3), draw.whole(-3, 3), draw.whole(-3, 3)];
  return [
    [a, b],
    [c, 4 * alpha - a - b - c],
  ];
}

/** A place of Grad-CAM's map from two maps of 2×2 and their gradients. */
export const weighedPlaceItem: Generator = (seed) => {
  const draw = drawFrom(seed);
  const drawMap = () => Array.from({ length: 2 }, () => [draw.whole(1, 5), draw.whole(1, 5)]);
  const maps = [drawMap(), drawMap()];
  const gradients = [drawGradient(draw), drawGradient(draw)];
  const [r, c] = [draw.whole(0, 1), draw.whole(0, 1)];
  const alphas = gradients.map((g) => sum(g) / 4);
  const at = (matrix: number[][] | undefined) => matrix?.[r]?.[c] ?? 0;
  const terms = maps.map((map, k) => (alphas[k] ?? 0) * at(map));
  const total = terms.reduce((a, b) => a + b, 0);
  const answer = Math.max(0, total);
  const unpooled = maps.reduce((s, map, k) => s + at(map) * at(gradients[k]), 0);
  const meanOfMaps = maps.reduce((s, map, k) => s + (sum(map) / 4) * at(gradients[k]), 0);
  const [a1 = [], a2 = []] = maps;
  const [g1 = [], g2 = []] = gradients;
  return {
    promptMarkdown: `Two maps and the gradients of a score with respect to them:${display(
      `\\begin{aligned}A^1&=${matrixTex(a1)},&\\tfrac{\\partial S}{\\partial A^1}&=${matrixTex(g1)},\\\\A^2&=${matrixTex(a2)},&\\tfrac{\\partial S}{\\partial A^2}&=${matrixTex(g2)}.\\end{aligned}`,
    )}What is the value of the Grad-CAM map at $[${r},${c}]$? (Rows and columns count from 0.)`,
    given: { a1, a2, g1, g2, r, c },
    answer,
    tolerance: 0,
    mistakes: tellingMistakes(answer, [
      [total, 'That is the sum before the ReLU, which cuts off what is negative.'],
      [
        terms.reduce((s, term) => s + Math.max(0, term), 0),
        'The ReLU comes after the sum, so that a map that speaks against can cancel one that speaks for.',
      ],
      [
        Math.max(0, unpooled),
        'You multiplied by the gradient of this one place. Grad-CAM averages it over the map first.',
      ],
      [
        Math.max(0, 4 * total),
        'The weight is the mean of the gradient, not its sum: divide by the number of places.',
      ],
      [Math.max(0, meanOfMaps), 'It is the gradient that is averaged, not the map.'],
    ]),
    feedbackMarkdown:
      'First two weights, each the mean of a gradient. Then the weighted sum at this one place, and last the ReLU.',
    explanationMarkdown: `The weights are $\\alpha_1=${alphas[0] ?? 0}$ and $\\alpha_2=${alphas[1] ?? 0}$. At $[${r},${c}]$: $${alphas[0] ?? 0}\\cdot ${at(a1)}${(alphas[1] ?? 0) < 0 ? '' : '+'}${alphas[1] ?? 0}\\cdot ${at(a2)}=${total}$, and $\\mathrm{ReLU}(${total})=${answer}$.`,
  };
};
