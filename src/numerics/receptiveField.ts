import { convGeometry, type ConvOptions } from './conv/geometry.ts';

/** A layer as the receptive field sees it: a window that moves. Pooling is one, too. */
export interface Window extends ConvOptions {
  kernelSize: [number, number];
}

/** What the units of a layer see of the input; pairs are [rows, columns], in pixels. */
export interface ReceptiveField {
  /** r: how many rows and columns a unit sees. */
  size: [number, number];
  /** j: how far apart the views of neighbouring units are. */
  jump: [number, number];
  /** The first row and column that unit (0, 0) sees; negative when it sees padding. */
  start: [number, number];
  /** How many units the layer's maps have. */
  units: [number, number];
}

/** What the input itself sees: its own pixel. */
export function ofInput(units: [number, number]): ReceptiveField {
  return { size: [1, 1], jump: [1, 1], start: [0, 0], units };
}

/**
 * The receptive field of each layer of a chain, by recursion over the layers: with kernel k, stride
 * s, dilation d and padding p, r' = r + d(k − 1) j, j' = j s, start' = start − p j. Whatever lies
 * outside the input is padding. Unit (u, v) sees rows start + u j to start + u j + r − 1.
 */
export function receptiveFields(
  layers: readonly Window[],
  inputSize: [number, number],
): ReceptiveField[] {
  let before = ofInput(inputSize);
  return layers.map((layer) => (before = fieldThrough(before, layer)));
}

/** One step of the recursion: what a layer sees whose input sees `before`. */
export function fieldThrough(before: ReceptiveField, layer: Window): ReceptiveField {
  const { dilatedKernelSize, stride, pads, outputSize } = convGeometry(
    before.units,
    layer.kernelSize,
    layer,
  );
  const { size, jump, start } = before;
  return {
    size: [
      size[0] + (dilatedKernelSize[0] - 1) * jump[0],
      size[1] + (dilatedKernelSize[1] - 1) * jump[1],
    ],
    jump: [jump[0] * stride[0], jump[1] * stride[1]],
    start: [start[0] - pads.top * jump[0], start[1] - pads.left * jump[1]],
    units: outputSize,
  };
}

/**
 * What a sum of maps sees: the smallest rectangle around all that its summands see. Throws when
 * they move in different steps, for then there is no one rectangle.
 */
export function unionOfFields(fields: readonly ReceptiveField[]): ReceptiveField {
  const [first] = fields;
  if (
    !first ||
    fields.some(({ jump, units }) => `${jump},${units}` !== `${first.jump},${first.units}`)
  ) {
    throw new Error('Expected maps that move in the same steps.');
  }
  const along = (axis: 0 | 1) => {
    const start = Math.min(...fields.map((field) => field.start[axis]));
    const end = Math.max(...fields.map((field) => field.start[axis] + field.size[axis]));
    return { start, size: end - start };
  };
  const [rows, columns] = [along(0), along(1)];
  return { ...first, start: [rows.start, columns.start], size: [rows.size, columns.size] };
}

/** The pixels that unit [row, column] sees, cut to an input of `inputSize`; ends not included. */
export function pixelsSeen(
  { size, jump, start }: ReceptiveField,
  unit: readonly [number, number],
  inputSize: readonly [number, number],
): { rows: [number, number]; columns: [number, number] } {
  const along = (axis: 0 | 1): [number, number] => {
    const first = start[axis] + unit[axis] * jump[axis];
    return [Math.max(0, first), Math.min(inputSize[axis], first + size[axis])];
  };
  return { rows: along(0), columns: along(1) };
}

/** The same as a rectangle. */
export function rectangleOf({ rows, columns }: ReturnType<typeof pixelsSeen>) {
  return {
    row: rows[0],
    column: columns[0],
    height: rows[1] - rows[0],
    width: columns[1] - columns[0],
  };
}

/**
 * The middle of what unit [row, column] sees, start + u j + (r − 1)/2 along each axis; a half-integer
 * lies between two pixels.
 */
export function centreOf(
  { size, jump, start }: ReceptiveField,
  unit: readonly [number, number],
): [number, number] {
  const along = (axis: 0 | 1) => start[axis] + unit[axis] * jump[axis] + (size[axis] - 1) / 2;
  return [along(0), along(1)];
}
