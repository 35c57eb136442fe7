import {
  cast,
  concat,
  div,
  equal,
  maxPool as pool,
  mul,
  pad,
  reshape,
  slice,
  sub,
  tidy,
  type Tensor4D,
} from '@tensorflow/tfjs-core';

/** The maximum of every window of size × size; windows lie side by side. */
export interface MaxPool {
  readonly type: 'maxPool';
  readonly size: number;
}

/** x [N,H,W,C] → y [N,⌊H/size⌋,⌊W/size⌋,C]. Rows and columns that fill no window are left out. */
export function maxPool({ size }: MaxPool, x: Tensor4D): Tensor4D {
  return pool(x, size, size, 'valid');
}

/**
 * G [N,H',W',C] through the switches that pooling x gave y: all of it goes to the place of the
 * maximum, nothing to the others → [N,H,W,C]. Of several maxima the first in reading order counts,
 * as in PyTorch; a window of nothing but zeros, common behind a ReLU, has its switch in the top
 * left corner. Made of plain operations, for the backends' own gradients of pooling do not agree:
 * stock wasm takes the last of several maxima, and loses what goes to a window whose maximum is
 * not positive.
 */
export function throughSwitches(
  { size }: MaxPool,
  upstream: Tensor4D,
  x: Tensor4D,
  y: Tensor4D,
): Tensor4D {
  return tidy(() => {
    let rest = upstream;
    const parts = places(x, y, size).map((value) => {
      const part: Tensor4D = mul(rest, cast(equal(value, y), 'float32'));
      rest = sub(rest, part); // what has found its place is not there for the next
      return part;
    });
    return assemble(parts, size, x.shape);
  });
}

/**
 * Without switches: every place of a window gets the same share of G. The way back of average
 * pooling; for max pooling it is not a gradient.
 */
export function spreadEvenly(
  { size }: Pick<MaxPool, 'size'>,
  upstream: Tensor4D,
  inputShape: Tensor4D['shape'],
): Tensor4D {
  return tidy(() => {
    const part: Tensor4D = div(upstream, size * size);
    return assemble(new Array<Tensor4D>(size * size).fill(part), size, inputShape);
  });
}

/** What x holds at each place of the windows, in reading order: size² tensors shaped like y. */
function places(x: Tensor4D, { shape }: Tensor4D, size: number): Tensor4D[] {
  const [n, rows, columns, c] = shape;
  const [, h, w] = x.shape;
  const inWindows =
    h === rows * size && w === columns * size
      ? x
      : slice(x, [0, 0, 0, 0], [n, rows * size, columns * size, c]);
  // One row of windows is `size` rows of pixels; in each, `size` neighbours are one entry of C·size.
  const grid: Tensor4D = reshape(inWindows, [n * rows, size, columns, size * c]);
  return range(size).flatMap((a) =>
    range(size).map((b) =>
      reshape(slice(grid, [0, a, 0, b * c], [n * rows, 1, columns, c]), shape),
    ),
  );
}

/** The inverse: puts the parts back to their places, and zeros where no window was. */
function assemble(parts: Tensor4D[], size: number, inputShape: Tensor4D['shape']): Tensor4D {
  const [n, h, w, c] = inputShape;
  const [rows, columns] = [Math.floor(h / size), Math.floor(w / size)];
  const lines = range(size).map((a) => {
    const line = parts
      .slice(a * size, (a + 1) * size)
      .map((part) => reshape(part, [n * rows, 1, columns, c]));
    return concat(line, 3);
  });
  const inWindows: Tensor4D = reshape(concat(lines, 1), [n, rows * size, columns * size, c]);
  const [below, right] = [h - rows * size, w - columns * size];
  if (below === 0 && right === 0) return inWindows;
  return pad(inWindows, [
    [0, 0],
    [0, below],
    [0, right],
    [0, 0],
  ]);
}

function range(n: number): number[] {
  return Array.from({ length: n }, (_, i) => i);
}
