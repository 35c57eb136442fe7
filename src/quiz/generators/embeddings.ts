import { nearest, neighbourAccuracy } from '#numerics/embedding/nearest.ts';
import { squaredDistancesInPlane } from '#numerics/embedding/squaredDistances.ts';
import { symmetricEigenvalues } from '#numerics/symmetricEigenvalues.ts';
import { drawFrom, tellingMistakes, type Generator } from './generated.ts';
import { matrixTex } from './tex.ts';

/** The share of the first principal axis for a covariance with equal entries on the diagonal. */
export const varianceShareItem: Generator = (seed) => {
  const draw = drawFrom(seed);
  const a = draw.oneOf(5, 10, 10, 25, 50);
  const b = draw.whole(1, a - 1);
  const [second = 0, first = 0] = symmetricEigenvalues([a, b, b, a]);
  const percent = (share: number) => Math.round(1e6 * share) / 1e4;
  const answer = percent(first / (first + second));
  return {
    promptMarkdown: `A cloud in the plane has the covariance $C=${matrixTex([
      [a, b],
      [b, a],
    ])}$. How much of its variance, in per cent, does the first principal axis hold?`,
    given: { a, b },
    answer,
    unit: '%',
    tolerance: 0,
    mistakes: tellingMistakes(answer, [
      [
        percent(second / (first + second)),
        'That is the second axis. The first has the larger share.',
      ],
      [50, 'So it would be along the axes of coordinates. The first principal axis is a diagonal.'],
      [a + b, 'That is the eigenvalue itself. Divide it by the sum of both.'],
      [Math.round((100 * b) / a), 'That is the correlation of the two coordinates.'],
    ]),
    feedbackMarkdown:
      'The eigenvectors are the diagonals, $(1,1)$ and $(1,-1)$. What are their eigenvalues, and what is the trace?',
    explanationMarkdown: `$\\lambda_1=${a}+${b}=${a + b}$, $\\lambda_2=${a}-${b}=${a - b}$, and $${a + b}/${2 * a}=${answer}\\,\\%$.`,
  };
};

/** For how many points of a line the nearest other one is of the same class. */
export const neighbourVotesItem: Generator = (seed) => {
  const draw = drawFrom(seed);
  const positions = [0];
  let gap = 0;
  while (positions.length < 7) {
    const next = draw.whole(1, 9);
    // Two equal gaps in a row would leave the point between them without a nearest.
    if (next === gap) continue;
    gap = next;
    positions.push((positions.at(-1) ?? 0) + gap);
  }
  const labels = positions.map(() => draw.whole(0, 1));
  const squared = squaredDistancesInPlane(positions.flatMap((x) => [x, 0]));
  const near = nearest(squared, 7, 1);
  const answer = Math.round(7 * neighbourAccuracy(near, labels, 1));
  const toTheLeft = labels.filter((label, i) => i > 0 && labels[i - 1] === label).length;
  const sides = labels.filter(
    (label, i) => labels[i - 1] === label || labels[i + 1] === label,
  ).length;
  return {
    promptMarkdown: `Seven points on a line, at ${positions.join(', ')}, are of the classes ${labels.join(', ')}, in this order. For how many of them is the class of the *one* nearest other point the right vote?`,
    given: { positions, labels },
    answer,
    unit: 'points',
    tolerance: 0,
    mistakes: tellingMistakes(answer, [
      [7 - answer, 'Those are the points for which the vote is wrong.'],
      [sides, 'Only the nearer of the two neighbours has a vote.'],
      [toTheLeft, 'The nearest may be on either side; compare the two gaps.'],
    ]),
    feedbackMarkdown:
      'For each point, compare the gaps to its left and right and look at the nearer end.',
    explanationMarkdown: `The classes of the nearest are, in order, ${[...near].map((j) => labels[j]).join(', ')}; beside ${labels.join(', ')}, that is right ${answer} times of 7.`,
  };
};
