import { largestDrop, pixelDrops } from '#numerics/search/linearScore.ts';
import { drawFrom, tellingMistakes, type Generator } from './generated.ts';
import { display, matrixTex } from './tex.ts';

/** The largest value of a channel. */
const TOP = 10;
/** Without what adding binary fractions leaves behind. */
const whole = (value: number) => Math.round(TOP * value);

/** The most that one of two pixels of two channels can take from a linear score. */
export const onePixelDropItem: Generator = (seed) => {
  const draw = drawFrom(seed);
  const drawWeight = () => draw.oneOf(-3, -2, -1, 1, 2, 3);
  const w = [
    [drawWeight(), drawWeight()],
    [drawWeight(), drawWeight()],
  ];
  const drawValue = () => draw.whole(1, TOP - 1);
  const x = [
    [drawValue(), drawValue()],
    [drawValue(), drawValue()],
  ];
  const weights = w.flat();
  const values = x.flat().map((value) => value / TOP);
  const found = pixelDrops(weights, values, 2);
  const answer = whole(largestDrop(found));
  const [first = 0, second = 0] = found.drops;
  const toBlack = [0, 1].map((p) =>
    [0, 1].reduce((sum, c) => sum + (w[p]?.[c] ?? 0) * ((x[p]?.[c] ?? 0) / TOP), 0),
  );
  const single = Math.max(
    ...weights.map((weight, i) =>
      Math.max(weight * (values[i] ?? 0), weight * ((values[i] ?? 0) - 1)),
    ),
  );
  return {
    promptMarkdown: `A picture of two pixels (rows) with two channels (columns), values from 0 to 10, and the weights of a linear score:${display(
      `x=${matrixTex(x)},\\quad w=${matrixTex(w)}.`,
    )}What is the most that changing one pixel can take from the score?`,
    given: { x, w },
    answer,
    tolerance: 0,
    mistakes: tellingMistakes(answer, [
      [
        whole(first + second),
        'That is what both pixels can take together. The attacker has to choose one.',
      ],
      [
        whole(Math.max(...toBlack)),
        'That makes the pixel black. A channel with a negative weight takes more by going up to 10.',
      ],
      [whole(single), 'One pixel has two channels here, and both may be changed.'],
      [whole(Math.min(first, second)), 'That is the other pixel; this one takes less.'],
    ]),
    feedbackMarkdown:
      'Each channel goes to the end that its weight dislikes: to 0 where the weight is positive, to 10 where it is negative. Add up a pixel’s channels, then take the better pixel.',
    explanationMarkdown: `Pixel 1 can take ${whole(first)}, pixel 2 can take ${whole(second)}; the larger is ${answer}.`,
  };
};
