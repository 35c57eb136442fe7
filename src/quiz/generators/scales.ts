import { pyramidLevels } from '#numerics/tolerance/pyramidLevels.ts';
import { drawFrom, tellingMistakes, type Generator } from './generated.ts';
import { counted } from './tex.ts';

/** Levels of an image pyramid between two sizes. */
export const pyramidLevelsItem: Generator = (seed) => {
  const draw = drawFrom(seed);
  const smallest = draw.oneOf(12, 16, 20, 24, 32);
  const octaves = draw.whole(1, 4);
  const perOctave = draw.whole(1, 2);
  const exact = smallest * 2 ** octaves;
  const largest = exact + draw.oneOf(0, 0, 4) * draw.whole(1, Math.floor(exact / 20));
  const answer = pyramidLevels(largest, smallest, perOctave);
  const r = perOctave === 1 ? '2' : '\\sqrt2';
  return {
    promptMarkdown: `A pyramid starts with a picture ${largest} pixels wide. Each level is smaller by the factor $r=${r}$, which is ${counted(perOctave, 'level')} to the octave, and none may be narrower than ${smallest} pixels. How many levels are there, the first included?`,
    given: { largest, smallest, perOctave },
    answer,
    tolerance: 0,
    mistakes: tellingMistakes(answer, [
      [answer - 1, 'That counts the steps. The picture one starts with is a level too.'],
      [
        pyramidLevels(largest, smallest, 1),
        'With $r=\\sqrt2$ it takes two steps to halve the width.',
      ],
      [
        pyramidLevels(largest, smallest, 2),
        'That is for $r=\\sqrt2$; with $r=2$ each step halves the width.',
      ],
      [answer + 1, `One too many: the last of them would be narrower than ${smallest} pixels.`],
      [
        Math.round(largest / smallest),
        'That is the ratio of the widths. The levels go down by a *factor* each, so count in logarithms.',
      ],
    ]),
    feedbackMarkdown: `How often can ${largest} be divided by $${r}$ without falling below ${smallest}? One more than that.`,
    explanationMarkdown: `$\\lfloor\\log(${largest}/${smallest})/\\log ${r}\\rfloor+1=${answer}$.`,
  };
};
