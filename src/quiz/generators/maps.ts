import { rankCorrelation, ranks } from '#numerics/attribution/rankCorrelation.ts';
import { starts } from '#numerics/attribution/starts.ts';
import { seededShuffle } from '../shuffle.ts';
import { drawFrom, tellingMistakes, type Generator } from './generated.ts';
import { rowTex } from './tex.ts';

/** Σd² of two small maps, from which Spearman's ρ is computed; the ranks are not given. */
export const rankDifferencesItem: Generator = (seed) => {
  const first = seededShuffle([1, 2, 4, 7, 9], `${seed} first`);
  const second = seededShuffle([-8, -3, 0, 5, 20], `${seed} second`);
  const [rankA, rankB] = [ranks(first), ranks(second)];
  const sizes = ranks(second.map(Math.abs));
  const d = [...rankA].map((rank, i) => rank - (rankB[i] ?? 0));
  const squares = (other: ArrayLike<number>) =>
    rankA.reduce((sum, rank, i) => sum + (rank - (other[i] ?? 0)) ** 2, 0);
  const answer = squares(rankB);
  const rho = rankCorrelation(first, second);
  return {
    promptMarkdown: `Two maps of five pixels are $${rowTex(first)}$ and $${rowTex(second)}$. For their rank correlation $\\rho=1-6\\sum d^2/(n(n^2-1))$, what is $\\sum d^2$?`,
    given: { first, second },
    answer,
    tolerance: 0,
    mistakes: tellingMistakes(answer, [
      [
        squares(sizes),
        'That ranks the magnitudes of the second map. With the signs kept, a negative number is below zero.',
      ],
      [
        first.reduce((sum, value, i) => sum + (value - (second[i] ?? 0)) ** 2, 0),
        'Those are differences of the values. Replace each value by its rank first.',
      ],
      [
        d.reduce((sum, entry) => sum + Math.abs(entry), 0),
        'Square the differences before you add them.',
      ],
      [40 - answer, 'One of the two is ranked from above, the other from below.'],
    ]),
    feedbackMarkdown:
      'Write down the rank of each pixel in each map, 1 for the smallest; then the differences, squared and added.',
    explanationMarkdown: `The ranks are $${rowTex([...rankA])}$ and $${rowTex([...rankB])}$; they differ by $${rowTex(d)}$. So $\\sum d^2=${answer}$ and $\\rho=1-6\\cdot${answer}/(5\\cdot24)=${Number(rho.toFixed(2))}$.`,
  };
};

/** Forward passes of an occlusion map. */
export const occlusionPassesItem: Generator = (seed) => {
  const draw = drawFrom(seed);
  const stride = draw.whole(2, 8);
  const size = stride * draw.whole(1, 2);
  const steps = draw.whole(4, 12);
  const side = size + steps * stride;
  const along = starts(side, size, stride).length;
  const answer = along * along;
  return {
    promptMarkdown: `An occlusion map of a picture of ${side}×${side}: a square of ${size}×${size} is moved by ${stride} pixels at a time, always inside the picture. How often is the network run with a covered picture?`,
    given: { side, size, stride },
    answer,
    tolerance: 0,
    mistakes: tellingMistakes(answer, [
      [along, 'That is one row of squares.'],
      [steps * steps, 'The square at the very beginning of a row counts too.'],
      [
        Math.ceil(side / stride) ** 2,
        'The last squares of that count hang over the border. It is a window that slides without padding.',
      ],
      [2 * answer, 'No backward pass is needed.'],
    ]),
    feedbackMarkdown: `How many positions has a window of ${size} along ${side} pixels, with stride ${stride}? The same down.`,
    explanationMarkdown: `Along a side $(${side}-${size})/${stride}+1=${along}$ positions, so $${along}^2=${answer}$. One run of the uncovered picture comes on top.`,
  };
};
