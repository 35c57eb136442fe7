import { drawFrom, tellingMistakes, type Draw, type Generator } from './generated.ts';
import { display, displayEquals } from './tex.ts';

/** A stack of windows along one axis; no stride is larger than its kernel, which would leave gaps. */
interface Drawn {
  kernels: number[];
  strides: number[];
}

function drawStack(draw: Draw): Drawn {
  const depth = draw.whole(2, 4);
  const kernels = Array.from({ length: depth }, () => draw.oneOf(2, 3, 3, 5));
  return { kernels, strides: kernels.map((k) => Math.min(k, draw.oneOf(1, 2, 2, 3))) };
}

function inWords({ kernels, strides }: Drawn, more: (index: number) => string = () => ''): string {
  return kernels
    .map((k, index) => `${k}×${k} with stride ${strides[index] ?? 1}${more(index)}`)
    .join(', ');
}

/** The products of the strides before each layer, and of all of them at the end. */
function jumpsOf(strides: readonly number[]): number[] {
  return strides.reduce((jumps, s) => [...jumps, (jumps.at(-1) ?? 1) * s], [1]);
}

/** How far apart the views of neighbouring units are: the product of the strides. */
export const receptiveFieldJumpItem: Generator = (seed) => {
  const stack = drawStack(drawFrom(seed));
  const { kernels, strides } = stack;
  const jumps = jumpsOf(strides);
  const answer = jumps.at(-1) ?? 1;
  const field = kernels.reduce((r, k, index) => r + (k - 1) * (jumps[index] ?? 1), 1);
  return {
    promptMarkdown: `Layers of ${inWords(stack)}, in this order. By how many pixels of the input is the view of a unit of the last one shifted against its neighbour’s (the jump)?`,
    given: { kernels, strides },
    answer,
    unit: 'pixels',
    tolerance: 0,
    mistakes: tellingMistakes(answer, [
      [
        jumps.at(-2) ?? 1,
        'That is the jump of the layer before. The stride of the last layer moves its own units apart, too.',
      ],
      [strides.reduce((sum, s) => sum + s, 0), 'The strides multiply; they do not add.'],
      [field, 'That is how much one unit sees. Asked is how far apart two of them look.'],
      [
        strides.at(-1) ?? 1,
        'That is counted in units of the layer before, which are more than a pixel apart themselves.',
      ],
      [kernels.reduce((product, k) => product * k, 1), 'Kernel sizes play no part in the jump.'],
    ]),
    feedbackMarkdown:
      'Neighbours are a stride apart in the layer below, and its neighbours are a stride apart in the layer below that.',
    explanationMarkdown: display(`j=${strides.join('\\cdot ')}=${answer}.`),
  };
};

/** The first pixel that a unit sees, negative where it sees padding. */
export const receptiveFieldStartItem: Generator = (seed) => {
  const draw = drawFrom(seed);
  const depth = draw.whole(2, 3);
  const kernels = Array.from({ length: depth }, () => draw.oneOf(3, 3, 5));
  const strides = Array.from({ length: depth }, () => draw.oneOf(1, 1, 2));
  const paddings = kernels.map((k) => draw.whole(0, (k - 1) / 2));
  const unit = draw.whole(1, 6);
  const jumps = jumpsOf(strides);
  const start = -paddings.reduce((sum, p, index) => sum + p * (jumps[index] ?? 1), 0) + 0;
  const jump = jumps.at(-1) ?? 1;
  const answer = start + unit * jump;
  const field = kernels.reduce((r, k, index) => r + (k - 1) * (jumps[index] ?? 1), 1);
  const words = inWords({ kernels, strides }, (index) => ` and padding ${paddings[index] ?? 0}`);
  return {
    promptMarkdown: `Along one axis: layers of ${words}, in this order. Which is the first pixel that unit ${unit} of the last layer sees? (Units and pixels count from 0; a negative answer is padding.)`,
    given: { kernels, strides, paddings, unit },
    answer,
    tolerance: 0,
    mistakes: tellingMistakes(answer, [
      [unit * jump, 'Padding moves the view of every unit towards the start.'],
      [start, `That is where unit 0 begins. Unit ${unit} looks ${unit} jumps further on.`],
      [
        unit * jump - paddings.reduce((sum, p) => sum + p, 0),
        'A padding is counted in units of the layer below, which are a jump apart: multiply by that jump.',
      ],
      [start + unit, 'Neighbouring units look a jump apart, not a pixel.'],
      [answer + field - 1, 'That is the last pixel that it sees.'],
    ]),
    feedbackMarkdown:
      'Where does unit 0 begin? Each padding shifts it by p times the jump below that layer. Then go on by the jump for each unit.',
    explanationMarkdown: `Unit 0 begins at $-(${paddings.map((p, index) => `${p}\\cdot ${jumps[index] ?? 1}`).join('+')})=${start}$, and units are ${jump} apart: $${start}+${unit}\\cdot ${jump}=${answer}$.`,
  };
};

/** Receptive field of a stack of dilated layers with stride 1. */
export const dilatedReceptiveFieldItem: Generator = (seed) => {
  const draw = drawFrom(seed);
  const depth = draw.whole(2, 4);
  const kernels = Array.from({ length: depth }, () => draw.oneOf(2, 3, 3, 5));
  const dilations = Array.from({ length: depth }, () => draw.oneOf(1, 2, 3, 4));
  const grown = kernels.map((k, index) => (dilations[index] ?? 1) * (k - 1));
  const answer = 1 + grown.reduce((sum, more) => sum + more, 0);
  const words = kernels.map((k, index) => `${k}×${k} with dilation ${dilations[index] ?? 1}`);
  return {
    promptMarkdown: `A stack of layers with stride 1 has, in this order, kernels of ${words.join(', ')}. How wide is the receptive field of one output, in pixels from the first to the last?`,
    given: { kernels, dilations },
    answer,
    unit: 'pixels',
    tolerance: 0,
    mistakes: tellingMistakes(answer, [
      [
        1 + kernels.reduce((sum, k) => sum + k - 1, 0),
        'The taps of a dilated kernel lie $d$ apart, so it reaches $d(k-1)$ further.',
      ],
      [
        1 + kernels.reduce((sum, k, index) => sum + (dilations[index] ?? 1) * k, 0),
        'There is no gap after the last tap: each layer adds $d(k-1)$.',
      ],
      [
        kernels.reduce(
          ([r, j], k, index): [number, number] => [
            r + (dilations[index] ?? 1) * (k - 1) * j,
            j * (dilations[index] ?? 1),
          ],
          [1, 1] as [number, number],
        )[0],
        'A dilation is no stride: units stay a pixel apart, and the jump stays 1.',
      ],
      [answer - 1, 'Start from the one pixel that a unit always sees.'],
    ]),
    feedbackMarkdown: 'With stride 1 the jump stays 1, and each layer adds $d(k-1)$.',
    explanationMarkdown: displayEquals(
      'r',
      `1+${kernels.map((k, index) => `${dilations[index] ?? 1}\\cdot ${k - 1}`).join('+')}`,
      `${answer}.`,
    ),
  };
};
