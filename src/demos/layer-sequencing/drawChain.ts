import type { ChainStep } from '#numerics/tasks/layer-sequencing-lab.ts';
import { imageUri } from '#ui/imageUri.ts';

/** The maps of one layer, drawn side by side. */
export interface DrawnStep {
  src: string;
  /** Pixels of the drawing. */
  width: number;
  height: number;
  /** How many channels there are, and how many are drawn. */
  channels: number;
  shown: number;
  /** The number at full strength. */
  scale: number;
  isVector: boolean;
}

/** Steps of colour on either side of zero: more are not told apart in small maps, and weigh. */
const LEVELS = 12;

/** Side by side, a pixel of paper between two maps; zero has the paper's colour, so ReLU shows. */
export function drawStep({ shape, maps, shown, scale }: ChainStep): DrawnStep {
  const [rows, columns, channels] = shape.length === 1 ? [1, 1, shape[0]] : shape;
  const gap = rows === 1 && columns === 1 ? 0 : 1;
  const width = shown * (columns + gap) - gap;
  const pixels = new Float32Array(width * rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      for (let channel = 0; channel < shown; channel++) {
        const value = maps[(row * columns + column) * shown + channel] ?? 0;
        pixels[row * width + channel * (columns + gap) + column] =
          (Math.round((value / scale) * LEVELS) / LEVELS) * scale;
      }
    }
  }
  return {
    src: imageUri({ width, height: rows, kind: 'signed', pixels, scale }),
    width,
    height: rows,
    channels,
    shown,
    scale,
    isVector: shape.length === 1,
  };
}
