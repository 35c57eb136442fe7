import type { KernelDescription, LayerDescription } from './manifest.ts';

/** Numbers and their shape: a kernel [K₁,K₂,Cin,Cout] or [inputs, outputs], or a bias [Cout]. */
export interface WeightArray {
  shape: number[];
  values: Float32Array;
}

/** What a layer has learned. */
export interface LayerWeights {
  kernel: WeightArray;
  bias: WeightArray;
}

/** Weights by the name of their layer; layers without any are not in it. */
export type Weights = Readonly<Record<string, LayerWeights>>;

/**
 * The numbers in a weights file. An int8 kernel is its integers times one float32 scale for each
 * output channel (the last axis, of depthwise kernels the last two): K[…,o] = q[…,o] · scale[o]. Biases are float32 as they are.
 * Throws when a part would reach beyond the end of the file.
 */
export function decodeWeights(layers: readonly LayerDescription[], file: ArrayBuffer): Weights {
  const weights: Record<string, LayerWeights> = {};
  for (const layer of layers) {
    if (!('kernel' in layer)) continue;
    weights[layer.name] = {
      kernel: { shape: layer.kernel.shape, values: decodeKernel(layer.kernel, file) },
      bias: { shape: layer.bias.shape, values: readFloats(layer.bias, file) },
    };
  }
  return weights;
}

function decodeKernel(kernel: KernelDescription, file: ArrayBuffer): Float32Array {
  if (kernel.dtype === 'float32') return readFloats(kernel, file);
  const integers = new Int8Array(part(file, kernel, 1));
  const scale = readFloats(kernel.scale, file);
  const values = new Float32Array(integers.length);
  // A plain loop: `from` with a function takes ten times as long, seconds for millions of weights.
  for (let i = 0; i < values.length; i++) {
    values[i] = (integers[i] ?? Number.NaN) * (scale[i % scale.length] ?? Number.NaN);
  }
  return values;
}

// The file is little-endian, as is every machine that runs a browser today.
function readFloats(place: { shape: number[]; byteOffset: number }, file: ArrayBuffer) {
  return new Float32Array(part(file, place, Float32Array.BYTES_PER_ELEMENT));
}

function part(
  file: ArrayBuffer,
  { shape, byteOffset }: { shape: number[]; byteOffset: number },
  bytesEach: number,
): ArrayBuffer {
  const end = byteOffset + shape.reduce((product, n) => product * n, bytesEach);
  if (end > file.byteLength) {
    throw new Error(
      `Expected a weights file of at least ${end} bytes, found ${file.byteLength}. ` +
        `The manifest and the weights do not belong together.`,
    );
  }
  return file.slice(byteOffset, end);
}
