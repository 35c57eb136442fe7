import { convGeometry, type ConvGeometry, type ConvOptions } from './geometry.ts';

/** A four-axis array in row-major order, in float64. */
export interface Array4D {
  shape: [number, number, number, number];
  values: Float64Array;
}

/** One product of the layer: output (r, c) looks at input (u, v) through kernel entry (a, b). */
export interface Product {
  r: number;
  c: number;
  a: number;
  b: number;
  u: number;
  v: number;
}

/**
 * Every product of one channel pair of a layer, in reading order of output, then kernel:
 * u = rs + ad − p. Products with padding are left out, for they are zero. The forward pass and
 * both gradients are sums over this one list.
 */
export function productsOf(geometry: ConvGeometry): Product[] {
  const { inputSize, kernelSize, outputSize, stride, dilation, pads } = geometry;
  const products: Product[] = [];
  for (let r = 0; r < outputSize[0]; r++) {
    for (let c = 0; c < outputSize[1]; c++) {
      for (let a = 0; a < kernelSize[0]; a++) {
        for (let b = 0; b < kernelSize[1]; b++) {
          const u = r * stride[0] + a * dilation[0] - pads.top;
          const v = c * stride[1] + b * dilation[1] - pads.left;
          const inside = u >= 0 && u < inputSize[0] && v >= 0 && v < inputSize[1];
          if (inside) products.push({ r, c, a, b, u, v });
        }
      }
    }
  }
  return products;
}

/** The definition of the layer: Y[r,c] += X[u,v] · K[a,b]. Shapes as in `forward`. */
export function naiveForward(x: Array4D, kernel: Array4D, options: ConvOptions = {}): Array4D {
  const [n, h, w] = x.shape;
  const [k1, k2, , cout] = kernel.shape;
  const geometry = convGeometry([h, w], [k1, k2], options);
  const y = zeros([n, ...geometry.outputSize, cout]);
  eachProduct(geometry, n, kernel, (at, { r, c, a, b, u, v }) => {
    add(y, [at.n, r, c, at.o], get(x, [at.n, u, v, at.i]) * get(kernel, [a, b, at.i, at.o]));
  });
  return y;
}

/** The same products, gathered by the kernel entry: ∂L/∂K[a,b] += G[r,c] · X[u,v]. */
export function naiveKernelGradient(
  x: Array4D,
  upstreamGradient: Array4D,
  kernelSize: [number, number],
  options: ConvOptions = {},
): Array4D {
  const [n, h, w, cin] = x.shape;
  const geometry = convGeometry([h, w], kernelSize, options);
  const gradient = zeros([...kernelSize, cin, upstreamGradient.shape[3]]);
  eachProduct(geometry, n, gradient, (at, { r, c, a, b, u, v }) => {
    const g = get(upstreamGradient, [at.n, r, c, at.o]);
    add(gradient, [a, b, at.i, at.o], g * get(x, [at.n, u, v, at.i]));
  });
  return gradient;
}

/** The same products, gathered by the input entry: ∂L/∂X[u,v] += G[r,c] · K[a,b]. */
export function naiveInputGradient(
  upstreamGradient: Array4D,
  kernel: Array4D,
  inputSize: [number, number],
  options: ConvOptions = {},
): Array4D {
  const [n] = upstreamGradient.shape;
  const [k1, k2, cin] = kernel.shape;
  const geometry = convGeometry(inputSize, [k1, k2], options);
  const gradient = zeros([n, ...inputSize, cin]);
  eachProduct(geometry, n, kernel, (at, { r, c, a, b, u, v }) => {
    const g = get(upstreamGradient, [at.n, r, c, at.o]);
    add(gradient, [at.n, u, v, at.i], g * get(kernel, [a, b, at.i, at.o]));
  });
  return gradient;
}

/** Which image, input channel and output channel a product belongs to. */
interface Channels {
  n: number;
  i: number;
  o: number;
}

function eachProduct(
  geometry: ConvGeometry,
  batch: number,
  kernel: Array4D,
  visit: (at: Channels, product: Product) => void,
): void {
  const [, , cin, cout] = kernel.shape;
  const products = productsOf(geometry);
  for (let n = 0; n < batch; n++) {
    for (let i = 0; i < cin; i++) {
      for (let o = 0; o < cout; o++) {
        for (const product of products) visit({ n, i, o }, product);
      }
    }
  }
}

function zeros(shape: Array4D['shape']): Array4D {
  return { shape, values: new Float64Array(shape[0] * shape[1] * shape[2] * shape[3]) };
}

function offset({ shape }: Array4D, [i, j, k, l]: Array4D['shape']): number {
  return ((i * shape[1] + j) * shape[2] + k) * shape[3] + l;
}

function get(array: Array4D, index: Array4D['shape']): number {
  return array.values[offset(array, index)] ?? Number.NaN;
}

function add(array: Array4D, index: Array4D['shape'], value: number): void {
  const at = offset(array, index);
  array.values[at] = (array.values[at] ?? Number.NaN) + value;
}
