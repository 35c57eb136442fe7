import type { FitOutput } from '#numerics/tasks/vgg-fit.ts';
import { imageUri } from '#ui/imageUri.ts';

/** A kernel as a picture; several slices stand side by side, a pixel apart. */
export interface DrawnKernel {
  src: string;
  width: number;
  height: number;
}

/** What was found, as pictures and numbers. */
export interface DrawnFit {
  target: DrawnKernel;
  whole: DrawnKernel;
  rest: DrawnKernel;
  /** The small ones, each on a scale of its own: only their product is fixed. */
  kernels: DrawnKernel[];
  scale: number;
  missed: number;
  starts: number[];
  between: number;
}

const LARGE = 7;
const SMALL = 3;

/** The three large pictures share one scale. */
export function drawFit({ target, whole, kernels, missed, starts }: FitOutput): DrawnFit {
  const scale = Math.max(...target.map(Math.abs), ...whole.map(Math.abs)) || 1;
  const large = (values: number[]): DrawnKernel => ({
    width: LARGE,
    height: LARGE,
    src: imageUri({ width: LARGE, height: LARGE, kind: 'signed', pixels: values, scale }),
  });
  return {
    target: large(target),
    whole: large(whole),
    rest: large(target.map((value, i) => value - (whole[i] ?? 0))),
    kernels: kernels.map(slices),
    scale,
    missed,
    starts,
    between: kernels[0]?.outputs ?? 1,
  };
}

/** A row for each input, a column for each output. */
function slices({ inputs, outputs, values }: FitOutput['kernels'][number]): DrawnKernel {
  const [width, height] = [outputs * (SMALL + 1) - 1, inputs * (SMALL + 1) - 1];
  const pixels = new Float64Array(width * height);
  for (let at = 0; at < values.length; at++) {
    const [o, i] = [at % outputs, Math.floor(at / outputs) % inputs];
    const pixel = Math.floor(at / (outputs * inputs));
    const [row, column] = [Math.floor(pixel / SMALL), pixel % SMALL];
    pixels[(i * (SMALL + 1) + row) * width + o * (SMALL + 1) + column] = values[at] ?? 0;
  }
  return { width, height, src: imageUri({ width, height, kind: 'signed', pixels }) };
}
