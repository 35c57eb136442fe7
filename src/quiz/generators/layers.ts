import { drawFrom, tellingMistakes, type Generator } from './generated.ts';
import { display, displayEquals } from './tex.ts';

/** Parameters of a convolutional layer, biases included. */
export const parameterCountItem: Generator = (seed) => {
  const draw = drawFrom(seed);
  const k = draw.oneOf(1, 3, 5, 7);
  const cin = draw.oneOf(1, 3, 8, 16, 32);
  const cout = draw.oneOf(4, 8, 16, 32, 64);
  const size = draw.oneOf(16, 28, 32);
  const weights = k * k * cin * cout;
  const answer = weights + cout;
  return {
    promptMarkdown: `A convolutional layer with ${k}×${k} kernels and biases takes ${cin} ${cin === 1 ? 'channel' : 'channels'} of ${size}×${size} and returns ${cout}. How many parameters has it?`,
    given: { k, cin, cout, size },
    answer,
    unit: 'parameters',
    tolerance: 0,
    mistakes: tellingMistakes(answer, [
      [weights, 'Every output channel has a bias too.'],
      [
        weights + 1,
        `There is one bias for each of the ${cout} output channels, not one for the layer.`,
      ],
      [k * k * cout + cout, 'A filter has a kernel for each input channel.'],
      [weights + cin, 'Biases belong to output channels.'],
      [
        weights * size * size + cout,
        'The same weights are used at every position: the size of the map does not count.',
      ],
    ]),
    feedbackMarkdown:
      'Count the weights of one filter (its kernels for all input channels), add its bias, multiply by the number of filters.',
    explanationMarkdown: `${displayEquals('C_{out}(K_1K_2C_{in}+1)', `${cout}\\,(${k}\\cdot ${k}\\cdot ${cin}+1)`, `${answer}.`)}The size of the map plays no part.`,
  };
};

/** Parameters of a dense layer on flattened maps, biases included. */
export const denseParameterCountItem: Generator = (seed) => {
  const draw = drawFrom(seed);
  const size = draw.oneOf(3, 4, 5, 6, 7);
  const channels = draw.oneOf(8, 10, 16, 20, 32);
  const units = draw.oneOf(5, 10, 50, 100);
  const inputs = size * size * channels;
  const weights = inputs * units;
  const answer = weights + units;
  return {
    promptMarkdown: `${channels} maps of ${size}×${size} are flattened, and a dense layer with biases makes ${units} numbers of them. How many parameters has the dense layer?`,
    given: { size, channels, units },
    answer,
    unit: 'parameters',
    tolerance: 0,
    mistakes: tellingMistakes(answer, [
      [weights, 'Every output has a bias too.'],
      [weights + inputs, 'Biases belong to outputs, not to inputs.'],
      [weights + 1, `There is one bias for each of the ${units} outputs, not one for the layer.`],
      [
        channels * units + units,
        'That is the head that averages each map first. Flattening gives the layer every value of every map.',
      ],
      [
        size * channels * units + units,
        `A map of ${size}×${size} has $${size}^2=${size * size}$ values.`,
      ],
    ]),
    feedbackMarkdown:
      'Count the values that come in (places times maps). Each output has a weight for every one of them, and a bias.',
    explanationMarkdown: displayEquals(
      '(n_{in}+1)\\,n_{out}',
      `(${size}\\cdot ${size}\\cdot ${channels}+1)\\cdot ${units}`,
      `${answer}.`,
    ),
  };
};

/** Multiply-adds of a convolutional layer. */
export const multiplyAddCountItem: Generator = (seed) => {
  const draw = drawFrom(seed);
  const k = draw.oneOf(1, 3, 5);
  const cin = draw.oneOf(2, 3, 4, 8);
  const cout = draw.oneOf(4, 5, 8);
  const size = draw.oneOf(4, 8, 10);
  const weights = k * k * cin * cout;
  const answer = weights * size * size;
  return {
    promptMarkdown: `A convolutional layer with ${k}×${k} kernels makes ${cout} maps of ${size}×${size} from ${cin} maps. How many multiply-adds does it take for one image? (Biases do not count.)`,
    given: { k, cin, cout, size },
    answer,
    unit: 'multiply-adds',
    tolerance: 0,
    mistakes: tellingMistakes(answer, [
      [
        weights,
        'That is the number of weights. Each of them is used at every place of the output.',
      ],
      [weights * size, `A map of ${size}×${size} has $${size}^2=${size * size}$ places.`],
      [
        (weights + cout) * size * size,
        'Biases are added, not multiplied; by the convention of this chapter they do not count.',
      ],
      [k * k * cout * size * size, `A filter has a kernel for each of the ${cin} input maps.`],
      [2 * answer, 'A product and the addition after it count as one multiply-add.'],
    ]),
    feedbackMarkdown:
      'How many products make one value of the output? Multiply by the number of such values.',
    explanationMarkdown: `Each of the $${cout}\\cdot ${size}\\cdot ${size}$ output values is a sum of $${k}\\cdot ${k}\\cdot ${cin}$ products:${display(`${cout}\\cdot ${size * size}\\cdot ${k * k * cin}=${answer}.`)}That is $${size * size}$ times the ${weights} weights.`,
  };
};

/** Receptive field of a stack of two to four layers. */
export const receptiveFieldItem: Generator = (seed) => {
  const draw = drawFrom(seed);
  const depth = draw.whole(2, 4);
  const kernels = Array.from({ length: depth }, () => draw.oneOf(2, 3, 3, 5));
  const strides = Array.from({ length: depth }, () => draw.oneOf(1, 1, 2));
  let [field, jump] = [1, 1];
  const terms: string[] = [];
  for (const [index, k] of kernels.entries()) {
    field += (k - 1) * jump;
    terms.push(`${k - 1}\\cdot ${jump}`);
    jump *= strides[index] ?? 1;
  }
  const withoutStrides = 1 + kernels.reduce((sum, k) => sum + k - 1, 0);
  const stack = kernels.map((k, index) => `${k}×${k} with stride ${strides[index] ?? 1}`);
  return {
    promptMarkdown: `A stack of ${depth} layers has, in this order, kernels of ${stack.join(', ')}. How wide is the receptive field of one output, in pixels from the first to the last?`,
    given: { kernels, strides },
    answer: field,
    unit: 'pixels',
    tolerance: 0,
    mistakes: tellingMistakes(field, [
      [withoutStrides, 'A stride spreads the taps of every *later* layer: multiply by the jump.'],
      [
        kernels.reduce((sum, k) => sum + k, 0),
        'Each layer adds $k-1$ jumps, not $k$: so far it is from its first tap to its last.',
      ],
      [
        kernels.reduce((product, k) => product * k, 1),
        'Receptive fields add, they do not multiply.',
      ],
      [field - 1, 'Start from the one pixel a unit always sees.'],
    ]),
    feedbackMarkdown:
      'Each layer adds $(K-1)$ times the jump so far, that is, the product of the strides below it.',
    explanationMarkdown: displayEquals(
      'r',
      '1+\\sum_l (K_l-1)\\,j_{l-1}',
      `1+${terms.join('+')}`,
      `${field}.`,
    ),
  };
};
