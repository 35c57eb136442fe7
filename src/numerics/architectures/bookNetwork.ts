import type { Architecture, Layer } from './layer.ts';
import type { Head } from './withHead.ts';

/** What a reader may change of the book's network. */
export interface BookNetwork {
  /** Sides of the image in pixels. */
  side: number;
  /** Maps of the first convolution; twice and four times as many after the poolings. */
  channels: number;
  head: Head;
  /** Units of a dense layer before the last one; 0 for none. */
  width: number;
}

/** The book's own: `base`, and with a flat head `flat-head`. */
export const bookNetworkDefaults: BookNetwork = {
  side: 32,
  channels: 32,
  head: 'pooled',
  width: 0,
};

/** The plan of the book's networks with other numbers in it; ten classes. */
export function bookNetwork({ side, channels, head, width }: BookNetwork): Architecture {
  return {
    name: 'The book’s network',
    inputShape: [side, side, 3],
    layers: [
      ...convolution(1, 5, channels),
      pool(1),
      ...convolution(2, 3, 2 * channels),
      ...convolution(3, 3, 2 * channels),
      pool(2),
      ...convolution(4, 3, 4 * channels),
      ...convolution(5, 3, 4 * channels),
      head === 'flat'
        ? { name: 'flatten', type: 'flatten' }
        : { name: 'average', type: 'globalAveragePool' },
      ...(width > 0 ? hidden(width) : []),
      { name: 'logits', type: 'dense', units: 10 },
    ],
  };
}

/** A convolution that keeps the size of its maps, and its ReLU. */
function convolution(number: number, kernel: number, channels: number): Layer[] {
  const name = `conv${number}`;
  return [
    { name, type: 'conv', kernel, channels, stride: 1, padding: (kernel - 1) / 2 },
    { name: `${name}.relu`, type: 'relu' },
  ];
}

function pool(number: number): Layer {
  return { name: `pool${number}`, type: 'maxPool', kernel: 2, stride: 2 };
}

function hidden(units: number): Layer[] {
  return [
    { name: 'hidden', type: 'dense', units },
    { name: 'hidden.relu', type: 'relu' },
  ];
}
