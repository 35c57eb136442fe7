/** Pixels of a side of the pictures that the network takes. */
export const SIDE = 32;
/** Numbers of a picture: red, green and blue of each pixel. */
export const NUMBERS = SIDE * SIDE * 3;

/** A white picture, to be drawn on. */
export const emptyCanvas = new Uint8Array(NUMBERS).fill(255);

/** A sheet of pictures, row by row, and which class each of them is of. */
export interface Sheet {
  src: string;
  columns: number;
  labels: number[];
  /** What it costs to fetch, where a reader is told. */
  megabytes?: number;
}

/** The pictures of a sheet, RGB, one after the other; `raw` has `perPixel` numbers a pixel. */
export function cutSheet(
  raw: ArrayLike<number>,
  perPixel: 3 | 4,
  { columns, labels }: Pick<Sheet, 'columns' | 'labels'>,
): Uint8Array<ArrayBuffer> {
  const pictures = new Uint8Array(labels.length * NUMBERS);
  let to = 0;
  for (const i of labels.keys()) {
    const [top, left] = [Math.floor(i / columns) * SIDE, (i % columns) * SIDE];
    for (let pixel = 0; pixel < SIDE * SIDE; pixel++) {
      const [row, column] = [top + Math.floor(pixel / SIDE), left + (pixel % SIDE)];
      const from = (row * columns * SIDE + column) * perPixel;
      for (let colour = 0; colour < 3; colour++) pictures[to++] = raw[from + colour] ?? 0;
    }
  }
  return pictures;
}

/** One picture of those that `cutSheet` gives. */
export function pictureAt(pictures: Uint8Array, number: number): Uint8Array {
  return pictures.slice(number * NUMBERS, (number + 1) * NUMBERS);
}
