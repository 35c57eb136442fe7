import { geometryOf } from '#demos/frame/oneChannel.ts';
import type { ConvGeometry } from '#numerics/conv/geometry.ts';
import { productsOf, type Product } from '#numerics/conv/naive.ts';
import type { LabInput } from '#numerics/tasks/conv-input-gradient-lab.ts';
import type { Cell, Matrix } from '#ui/matrix.ts';

/** What the lab shows of one layer: sizes, Y, ∂L/∂X, and the list of products behind both. */
export interface Layer {
  geometry: ConvGeometry;
  products: Product[];
  y: number[][];
  gradient: number[][];
}

/** Y and ∂L/∂X as sums over the one list of products, so that every entry can be taken apart. */
export function layerOf(input: LabInput): Layer {
  const { x, kernel, g } = input;
  const geometry = geometryOf(x, kernel, input);
  const products = productsOf(geometry);
  const y = zeros(geometry.outputSize);
  const gradient = zeros(geometry.inputSize);
  for (const { r, c, a, b, u, v } of products) {
    add(y, r, c, at(x, u, v) * at(kernel, a, b));
    add(gradient, u, v, at(g, r, c) * at(kernel, a, b));
  }
  return { geometry, products, y, gradient };
}

/** G with zeros between, padded or cropped: what the flipped kernel slides over. */
export interface Canvas {
  values: number[][];
  /** The entry of G in a cell, or null for a zero that was put in. */
  entryAt: (cell: Cell) => Cell | null;
  /** The cell in which an entry of G stands; outside of the canvas if a crop took it off. */
  placeOf: (entry: Cell) => Cell;
  /** The cells under the flipped kernel when it computes pixel (u, v). */
  under: (pixel: Cell) => Cell[];
  /** Rows and columns added in front; negative for a crop. */
  before: [number, number];
}

/** The canvas of a layer: s − 1 zeros between, d(K−1) − p in front, as many and the dropped behind. */
export function canvasOf({ geometry }: Layer, g: Matrix): Canvas {
  const { dilatedKernelSize, pads, stride, dilation, kernelSize, inputSize } = geometry;
  const before: [number, number] = [
    dilatedKernelSize[0] - 1 - pads.top,
    dilatedKernelSize[1] - 1 - pads.left,
  ];
  const entryAt = ({ row, column }: Cell): Cell | null => {
    const [r, c] = [(row - before[0]) / stride[0], (column - before[1]) / stride[1]];
    return g[r]?.[c] === undefined ? null : { row: r, column: c };
  };
  const size = [
    inputSize[0] + dilatedKernelSize[0] - 1,
    inputSize[1] + dilatedKernelSize[1] - 1,
  ] as const;
  return {
    before,
    entryAt,
    placeOf: ({ row, column }) => ({
      row: before[0] + row * stride[0],
      column: before[1] + column * stride[1],
    }),
    values: Array.from({ length: size[0] }, (_, row) =>
      Array.from({ length: size[1] }, (_, column) => {
        const entry = entryAt({ row, column });
        return entry ? at(g, entry.row, entry.column) : 0;
      }),
    ),
    under: ({ row, column }) =>
      Array.from({ length: kernelSize[0] * kernelSize[1] }, (_, i) => ({
        row: row + Math.floor(i / kernelSize[1]) * dilation[0],
        column: column + (i % kernelSize[1]) * dilation[1],
      })),
  };
}

/** The stamps of the first `count` outputs, added up: how the scatter view fills ∂L/∂X. */
export function stampsUpTo(
  { geometry, products }: Layer,
  g: Matrix,
  kernel: Matrix,
  count: number,
) {
  const sum = zeros(geometry.inputSize);
  for (const { r, c, a, b, u, v } of products) {
    if (r * geometry.outputSize[1] + c >= count) continue;
    add(sum, u, v, at(g, r, c) * at(kernel, a, b));
  }
  return sum;
}

/** The kernel turned by half a turn. */
export function turned(kernel: Matrix): number[][] {
  return kernel.map((row) => row.toReversed()).toReversed();
}

/** G cut or grown to a new size of Y; new entries are small whole numbers from a fixed pattern. */
export function fitUpstream(g: Matrix, [rows, columns]: [number, number]): number[][] {
  return Array.from({ length: rows }, (_, r) =>
    Array.from({ length: columns }, (_, c) => g[r]?.[c] ?? ((5 * r + 3 * c + r * c) % 7) - 3),
  );
}

export function at(values: Matrix, row: number, column: number): number {
  return values[row]?.[column] ?? Number.NaN;
}

function zeros([rows, columns]: [number, number]): number[][] {
  return Array.from({ length: rows }, () => Array.from({ length: columns }, () => 0));
}

function add(values: number[][], row: number, column: number, value: number): void {
  const cells = values[row];
  if (cells) cells[column] = (cells[column] ?? Number.NaN) + value;
}
