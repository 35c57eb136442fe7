import type { Cell } from '#ui/matrix.ts';
import type { LayerShape } from './layerShape.ts';

/** A place in a layer: a channel, and a row and column of its map. */
export interface Unit extends Cell {
  channel: number;
}

/** How many maps of a layer lie side by side when all are drawn as one image. */
export function mapColumns({ channels }: Pick<LayerShape, 'channels'>): number {
  if (channels > 64) return 16;
  return Math.min(channels, 10) === channels ? channels : 8;
}

/** Pixels of the image of all maps. */
export function sheetSize(shape: LayerShape): { width: number; height: number } {
  const columns = mapColumns(shape);
  return {
    width: columns * shape.width,
    height: Math.ceil(shape.channels / columns) * shape.height,
  };
}

/** The pixel of the image that shows a unit. */
export function pixelOf(shape: LayerShape, { channel, row, column }: Unit): Cell {
  const columns = mapColumns(shape);
  return {
    row: Math.floor(channel / columns) * shape.height + row,
    column: (channel % columns) * shape.width + column,
  };
}

/** The unit that a pixel of the image shows. */
export function unitAt(shape: LayerShape, { row, column }: Cell): Unit {
  const columns = mapColumns(shape);
  const channel = Math.floor(row / shape.height) * columns + Math.floor(column / shape.width);
  return { channel, row: row % shape.height, column: column % shape.width };
}

/** All maps [H,W,C] as one image, map beside map. */
export function sheetOfMaps(shape: LayerShape, maps: ArrayLike<number>): Float32Array {
  const { width, height } = sheetSize(shape);
  return Float32Array.from({ length: width * height }, (_, i) => {
    const { channel, row, column } = unitAt(shape, {
      row: Math.floor(i / width),
      column: i % width,
    });
    return channel < shape.channels
      ? (maps[(row * shape.width + column) * shape.channels + channel] ?? 0)
      : 0;
  });
}

/** One channel's map. */
export function mapOf(shape: LayerShape, maps: ArrayLike<number>, channel: number): Float32Array {
  const { width, height, channels } = shape;
  return Float32Array.from(
    { length: width * height },
    (_, at) => maps[at * channels + channel] ?? 0,
  );
}
