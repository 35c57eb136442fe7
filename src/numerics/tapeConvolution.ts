import { convGeometry, type ConvOptions } from './conv/geometry.ts';
import { productsOf, type Array4D } from './conv/naive.ts';
import { Tape, type Recorded } from './tape.ts';

/**
 * The gradients of L = Σ G ⊙ (X ⋆ K) by automatic differentiation of the definition: the forward
 * pass runs on a tape, product by product, and the tape is read backwards. Float64. With `turned`
 * the pass is a true convolution: offset (a,b) of the window meets tap (K₁−1−a, K₂−1−b).
 * x [N,H,W,Cin], kernel [K₁,K₂,Cin,Cout], upstreamGradient G [N,H',W',Cout].
 */
export function differentiateByTape(
  x: Array4D,
  kernel: Array4D,
  upstreamGradient: Array4D,
  options: ConvOptions = {},
  turned = false,
): { loss: number; input: Float64Array; kernel: Float64Array } {
  const [batch, h, w, cin] = x.shape;
  const [k1, k2, , cout] = kernel.shape;
  const [, rows, columns] = upstreamGradient.shape;
  const products = productsOf(convGeometry([h, w], [k1, k2], options));
  const tape = new Tape();
  const record = (values: Float64Array) => Array.from(values, (value) => tape.leaf(value));
  const [xs, ks, gs] = [record(x.values), record(kernel.values), record(upstreamGradient.values)];
  const at = (entries: Recorded[], index: number) => entries[index] ?? Number.NaN;

  const y = Array.from(upstreamGradient.values, () => tape.leaf(0));
  for (let n = 0; n < batch; n++) {
    for (const { r, c, a, b, u, v } of products) {
      const tap = turned ? k1 * k2 - 1 - (a * k2 + b) : a * k2 + b;
      for (let o = 0; o < cout; o++) {
        const output = ((n * rows + r) * columns + c) * cout + o;
        for (let i = 0; i < cin; i++) {
          const pixel = at(xs, ((n * h + u) * w + v) * cin + i);
          const weight = at(ks, (tap * cin + i) * cout + o);
          y[output] = tape.add(at(y, output), tape.multiply(pixel, weight));
        }
      }
    }
  }
  let loss = tape.leaf(0);
  y.forEach((value, index) => (loss = tape.add(loss, tape.multiply(at(gs, index), value))));

  const gradients = tape.gradients(loss);
  const read = (entries: Recorded[]) =>
    Float64Array.from(entries, (entry) => gradients[entry] ?? 0);
  return { loss: tape.value(loss), input: read(xs), kernel: read(ks) };
}
