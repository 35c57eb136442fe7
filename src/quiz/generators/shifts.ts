import { poolingSteps, shiftRow } from '#numerics/shiftedPooling.ts';
import { wholeText } from '#ui/formatNumber.ts';
import { drawFrom, tellingMistakes, type Generator } from './generated.ts';
import { rowTex, sumTex } from './tex.ts';

const product = (factors: readonly number[]): number =>
  factors.reduce((so, factor) => so * factor, 1);

/** By how many places a map moves when the picture moves by a multiple of the total stride. */
export const mapShiftItem: Generator = (seed) => {
  const draw = drawFrom(seed);
  const strides = Array.from({ length: draw.whole(2, 4) }, () => draw.oneOf(1, 2, 2, 3));
  if (product(strides) === 1) strides[0] = 2;
  const jump = product(strides);
  const answer = draw.whole(1, 6);
  const tau = answer * jump;
  const last = strides.at(-1) ?? 1;
  return {
    promptMarkdown: `Layers with the strides ${strides.join(', ')} follow one another, without a border in the way. The picture moves by ${tau} pixels. By how many places does the map of the last layer move?`,
    given: { strides, tau },
    answer,
    unit: 'places',
    tolerance: 0,
    mistakes: tellingMistakes(answer, [
      [tau, 'That is in pixels. Neighbouring places of the last map are a jump apart.'],
      [
        tau / last,
        'That divides by the last stride only; each layer divides what the one before left.',
      ],
      [tau / strides.reduce((sum, s) => sum + s, 0), 'Strides multiply, they do not add.'],
      [jump, 'That is the total stride: how many pixels make one place.'],
    ]),
    feedbackMarkdown: 'Divide the shift by the total stride, the product of all strides.',
    explanationMarkdown: `The total stride is $${strides.join('\\cdot ')}=${jump}$, and $${tau}/${jump}=${answer}$.`,
  };
};

/** For how many shifts of a picture, joined at its sides, equivariance is guaranteed. */
export const guaranteedShiftsItem: Generator = (seed) => {
  const draw = drawFrom(seed);
  const strides = Array.from({ length: draw.whole(1, 4) }, () => draw.oneOf(2, 2, 2, 3));
  const jump = product(strides);
  const side = draw.whole(2, 9);
  const n = jump * side;
  const answer = side * side;
  return {
    promptMarkdown: `A picture of ${n}×${n} pixels is joined at its sides, and so are all maps of a network whose subsampling layers have the strides ${strides.join(', ')}. Of the ${wholeText(n * n)} shifts by whole pixels (no shift included), for how many is the last map guaranteed to move along?`,
    given: { strides, n },
    answer,
    unit: 'shifts',
    tolerance: 0,
    mistakes: tellingMistakes(answer, [
      [side, 'That is along one axis. A shift has two, and each has to be a multiple.'],
      [n * side, 'The total stride has to divide the shift downwards *and* the one to the right.'],
      [n * n, 'Only if nothing were subsampled.'],
      [
        Math.floor(n / strides.reduce((sum, s) => sum + s, 0)) ** 2,
        'Strides multiply: after two layers of stride 2 every fourth pixel has a place.',
      ],
    ]),
    feedbackMarkdown:
      'Count the multiples of the total stride along one axis, then think of both axes.',
    explanationMarkdown: `The total stride is ${jump}. Along each axis $${n}/${jump}=${side}$ of the ${n} shifts are multiples of it, so $${side}\\cdot ${side}=${answer}$ of ${wholeText(n * n)} shifts are guaranteed: one in ${wholeText(jump * jump)}.`,
  };
};

/** The sum of a max-pooled row after a shift: what a mean over the map would see. */
export const shiftedMaxPoolItem: Generator = (seed) => {
  const draw = drawFrom(seed);
  const make = () => Array.from({ length: 8 }, () => draw.whole(0, 5));
  const sumOf = (row: readonly number[]) => row.reduce((sum, value) => sum + value, 0);
  let x = make();
  const tau = 1;
  const pooled = (by: number) => poolingSteps(shiftRow(x, by), false).kept;
  for (let tries = 0; tries < 100 && sumOf(pooled(0)) === sumOf(pooled(tau)); tries++) x = make();
  const answer = sumOf(pooled(tau));
  const moved = shiftRow(x, tau);
  return {
    promptMarkdown: `The row $\\x=${rowTex(x)}$ is joined at its ends and moves by ${tau} to the right. Then it is max-pooled, windows of 2 with stride 2. What is the sum of the four pooled values?`,
    given: { x, tau },
    answer,
    tolerance: 0,
    mistakes: tellingMistakes(answer, [
      [
        sumOf(pooled(0)),
        'That is the sum before the shift. The windows stay where they are, and now hold other pairs.',
      ],
      [sumOf(x), 'Pooling keeps the larger of each pair, not both.'],
      [
        sumOf(poolingSteps(moved, false).dense),
        'That takes a maximum at every place; with stride 2 every second one is kept.',
      ],
      [
        sumOf(moved.filter((_, i) => i % 2 === 0)),
        'That keeps every second value without a maximum.',
      ],
    ]),
    feedbackMarkdown:
      'Write the moved row down; its first entry is the old last one. Then take the larger of each pair.',
    explanationMarkdown: `Moved, the row is $${rowTex(moved)}$. The larger of each pair: $${sumTex(pooled(tau))}=${answer}$. Unmoved it would be ${sumOf(pooled(0))}.`,
  };
};
