import type { CollapseOutput } from '#numerics/tasks/layer-sequencing-collapse.ts';
import { imageUri } from '#ui/imageUri.ts';

/** What the chain and its one kernel give, as pictures and numbers. */
export interface DrawnCollapse extends Omit<
  CollapseOutput,
  'chain' | 'fused' | 'difference' | 'kernel'
> {
  input: string;
  chain: string;
  fused: string;
  difference: string;
  kernel: string;
  /** The numbers at full strength: of both outputs and their difference, and of the kernel. */
  scale: number;
  kernelScale: number;
}

const LEVELS = 24;

/** Outputs and difference share one scale, so that a difference of nothing is drawn as nothing. */
export function drawCollapse(grey: Uint8Array, found: CollapseOutput): DrawnCollapse {
  const { chain, fused, difference, kernel, ...numbers } = found;
  const { side, kernelSide } = numbers;
  const scale = Math.max(largest(chain), largest(fused), largest(difference)) || 1;
  const kernelScale = largest(kernel) || 1;
  const map = (pixels: Float32Array) =>
    imageUri({ width: side, height: side, kind: 'signed', pixels: stepped(pixels, scale), scale });
  const inputSide = Math.sqrt(grey.length);
  return {
    ...numbers,
    input: imageUri({
      width: inputSide,
      height: inputSide,
      kind: 'grey',
      pixels: grey,
      scale: 255,
    }),
    chain: map(chain),
    fused: map(fused),
    difference: map(difference),
    kernel: imageUri({
      width: kernelSide,
      height: kernelSide,
      kind: 'signed',
      pixels: kernel,
      scale: kernelScale,
    }),
    scale,
    kernelScale,
  };
}

function largest(values: Float32Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

function stepped(pixels: Float32Array, scale: number): Float32Array {
  return pixels.map((value) => (Math.round((value / scale) * LEVELS) / LEVELS) * scale);
}
