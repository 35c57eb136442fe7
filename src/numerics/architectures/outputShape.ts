import { dilatedSize, outputSize } from '../conv/geometry.ts';
import type { Convolution, Dense, Layer, Pool, Shape, SlidingWindow } from './layer.ts';

/** [height, width, channels]. */
type Maps = readonly [number, number, number];

/**
 * The shape that one layer makes of a shape. Throws, with what was expected, what was found and what
 * to do, when the layer cannot take it: a window larger than the padded input, groups that do not
 * divide the channels, maps where a vector is needed or the other way round, branches that end in
 * different shapes, or a size that is not a whole number.
 */
export function outputShape(layer: Layer, input: Shape): Shape {
  switch (layer.type) {
    case 'conv': {
      const maps = requireMaps(layer, input);
      requireConvolution(layer, maps[2]);
      return [...slide(layer, maps, layer.dilation ?? 1), layer.channels];
    }
    case 'maxPool':
    case 'averagePool': {
      const maps = requireMaps(layer, input);
      requirePool(layer);
      return [...slide(layer, maps, 1), maps[2]];
    }
    case 'relu':
    case 'batchNorm':
      return input;
    case 'localResponseNorm':
      return requireMaps(layer, input);
    case 'globalAveragePool':
      return [requireMaps(layer, input)[2]];
    case 'flatten': {
      const [height, width, channels] = requireMaps(layer, input);
      return [height * width * channels];
    }
    case 'dense':
      return requireDense(layer, input);
    case 'sum': {
      const ends = layer.branches.map((branch) =>
        branch.reduce((shape, inner) => outputShape(inner, shape), input),
      );
      return requireEqual(layer.name, ends);
    }
  }
}

/** "7×7×512", or "4096" for a vector. */
export function shapeText(shape: Shape): string {
  return shape.join('×');
}

/** [height, width] after the window has slid. */
function slide(
  { name, kernel, stride = 1, padding = 0 }: SlidingWindow,
  [height, width]: Maps,
  dilation: number,
): [number, number] {
  const along = (n: number) => outputSize(n, kernel, stride, padding, padding, dilation);
  const covers = dilatedSize(kernel, dilation);
  if (covers > Math.min(height, width) + 2 * padding) {
    const withHoles = dilation > 1 ? ` (kernel ${kernel}, dilation ${dilation})` : '';
    throw new Error(
      `Expected a window that fits into the padded input of '${name}', found one of ` +
        `${covers}×${covers}${withHoles} for ${height + 2 * padding}×${width + 2 * padding}. ` +
        `Make the kernel smaller, or the padding or the input larger.`,
    );
  }
  return [along(height), along(width)];
}

function requireConvolution(layer: Convolution, channelsIn: number): void {
  const { name, channels, groups = 1 } = layer;
  requireWindow(layer);
  requireWhole(name, 'channels', channels, 1);
  requireWhole(name, 'dilation', layer.dilation ?? 1, 1);
  requireWhole(name, 'groups', groups, 1);
  if (channelsIn % groups === 0 && channels % groups === 0) return;
  throw new Error(
    `Expected a number of groups in '${name}' that divides its ${channelsIn} input channels and ` +
      `its ${channels} output channels, found ${groups}. Take a common divisor of both.`,
  );
}

function requirePool(layer: Pool): void {
  const { name, kernel, padding = 0 } = layer;
  requireWindow(layer);
  if (2 * padding <= kernel) return;
  throw new Error(
    `Expected a padding of at most half the window in '${name}', found ${padding} for a window ` +
      `${kernel} wide: some windows would hold nothing but padding. Make the padding smaller.`,
  );
}

function requireWindow({ name, kernel, stride = 1, padding = 0 }: SlidingWindow): void {
  requireWhole(name, 'kernel', kernel, 1);
  requireWhole(name, 'stride', stride, 1);
  requireWhole(name, 'padding', padding, 0);
}

function requireDense({ name, units }: Dense, input: Shape): Shape {
  requireWhole(name, 'units', units, 1);
  if (input.length === 1) return [units];
  throw new Error(
    `Expected a vector before the dense layer '${name}', found maps of ${shapeText(input)}. ` +
      `Put a flatten or a global average pooling before it.`,
  );
}

function requireMaps({ name, type }: Layer, input: Shape): Maps {
  if (input.length === 3) return input;
  throw new Error(
    `Expected maps [height, width, channels] before '${name}' (${type}), found a vector of ` +
      `${shapeText(input)}. Put it before the layer that made a vector of the maps.`,
  );
}

function requireEqual(name: string, shapes: readonly Shape[]): Shape {
  const [first, ...others] = shapes;
  if (!first) {
    throw new Error(`Expected branches to add in '${name}', found none. Give it at least one.`);
  }
  const different = others.find((shape) => shape.join() !== first.join());
  if (!different) return first;
  throw new Error(
    `Expected branches of one shape in '${name}', found ${shapeText(first)} and ` +
      `${shapeText(different)}. Give them the same stride and the same number of channels.`,
  );
}

function requireWhole(name: string, what: string, value: number, least: number): void {
  if (Number.isInteger(value) && value >= least) return;
  throw new Error(
    `Expected a whole number of at least ${least} for ${what} in '${name}', found ${value}.`,
  );
}
