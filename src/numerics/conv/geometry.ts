/** Zero rows and columns around the input. Counts are whole and not negative. */
export interface Pads {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

const noPads: Pads = { top: 0, bottom: 0, left: 0, right: 0 };

/** `valid`: none. `same`: as many as make H' = ⌈H / s⌉, an odd one below and to the right. */
export type Padding = 'valid' | 'same' | Pads;

/** What a convolutional layer is besides its kernel. Defaults: stride 1, 'valid', dilation 1. */
export interface ConvOptions {
  stride?: number | [number, number];
  padding?: Padding;
  dilation?: number | [number, number];
}

/** Every size that the three convolutions of a layer need; pairs are [rows, columns]. */
export interface ConvGeometry {
  inputSize: [number, number];
  kernelSize: [number, number];
  /** Size of a kernel with its holes: d(K−1) + 1. */
  dilatedKernelSize: [number, number];
  outputSize: [number, number];
  stride: [number, number];
  dilation: [number, number];
  pads: Pads;
  /** Trailing rows and columns of the padded input that no output looks at: what the floor drops. */
  dropped: [number, number];
}

/**
 * H' = ⌊(n + padBefore + padAfter − d(k−1) − 1) / s⌋ + 1, the output size along one axis
 * for an input of n entries. Zero or less when the dilated kernel does not fit.
 */
export function outputSize(
  n: number,
  k: number,
  s: number,
  padBefore: number,
  padAfter: number,
  d: number,
): number {
  return Math.floor((n + padBefore + padAfter - dilatedSize(k, d)) / s) + 1;
}

/** Size of n entries with d − 1 zeros between neighbours: d(n−1) + 1. */
export function dilatedSize(n: number, d: number): number {
  return d * (n - 1) + 1;
}

/**
 * The sizes of a layer with the given input and kernel ([rows, columns] each).
 * Throws when a size, stride or dilation is not a positive whole number, a pad is negative or
 * broken, or the dilated kernel is larger than the padded input.
 */
export function convGeometry(
  inputSize: [number, number],
  kernelSize: [number, number],
  options: ConvOptions = {},
): ConvGeometry {
  const stride = pair(options.stride ?? 1);
  const dilation = pair(options.dilation ?? 1);
  requireWhole('input size', inputSize, 1);
  requireWhole('kernel size', kernelSize, 1);
  requireWhole('stride', stride, 1);
  requireWhole('dilation', dilation, 1);

  const [padRows, padColumns] = padsOf(options.padding ?? 'valid');
  const rows = alongAxis('rows', inputSize[0], kernelSize[0], stride[0], padRows, dilation[0]);
  const columns = alongAxis(
    'columns',
    inputSize[1],
    kernelSize[1],
    stride[1],
    padColumns,
    dilation[1],
  );
  return {
    inputSize,
    kernelSize,
    dilatedKernelSize: [rows.dilated, columns.dilated],
    outputSize: [rows.output, columns.output],
    stride,
    dilation,
    pads: { top: rows.before, bottom: rows.after, left: columns.before, right: columns.after },
    dropped: [rows.dropped, columns.dropped],
  };
}

interface AxisGeometry {
  output: number;
  dilated: number;
  before: number;
  after: number;
  dropped: number;
}

type AxisPads = [before: number, after: number] | 'same';

function alongAxis(
  name: string,
  n: number,
  k: number,
  s: number,
  pads: AxisPads,
  d: number,
): AxisGeometry {
  const dilated = dilatedSize(k, d);
  const [before, after] = pads === 'same' ? samePads(n, dilated, s) : pads;
  const output = outputSize(n, k, s, before, after, d);
  if (output < 1) {
    throw new Error(
      `The kernel does not fit: it covers ${dilated} ${name} (size ${k}, dilation ${d}), ` +
        `and the padded input has ${n + before + after}. Use a larger input, more padding or a ` +
        `smaller kernel.`,
    );
  }
  const dropped = n + before + after - dilatedSize(output, s) - dilated + 1;
  return { output, dilated, before, after, dropped };
}

function samePads(n: number, dilatedKernel: number, s: number): [number, number] {
  const total = Math.max(0, dilatedSize(Math.ceil(n / s), s) + dilatedKernel - 1 - n);
  const before = Math.floor(total / 2);
  return [before, total - before];
}

function padsOf(padding: Padding): [rows: AxisPads, columns: AxisPads] {
  if (padding === 'same') return ['same', 'same'];
  const { top, bottom, left, right } = padding === 'valid' ? noPads : padding;
  requireWhole('padding [top, bottom, left, right]', [top, bottom, left, right], 0);
  return [
    [top, bottom],
    [left, right],
  ];
}

function pair(value: number | [number, number]): [number, number] {
  return typeof value === 'number' ? [value, value] : value;
}

function requireWhole(name: string, values: number[], least: number): void {
  if (values.every((value) => Number.isInteger(value) && value >= least)) return;
  throw new Error(
    `Expected whole numbers of at least ${least} for the ${name}, found [${values.join(', ')}].`,
  );
}
