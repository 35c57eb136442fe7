/** A branch F(x) = B max(0, Ax) on a few numbers; A and B are square, row by row. */
export interface SmallBlock {
  a: Float64Array;
  b: Float64Array;
}

/** Random branches, small enough that no unit is likely to sit on its kink. */
export function blocksOf(size: number, count: number, draw: () => number): SmallBlock[] {
  const matrix = () => Float64Array.from({ length: size ** 2 }, () => 0.6 * draw());
  return Array.from({ length: count }, () => ({ a: matrix(), b: matrix() }));
}

/** x through blocks x + F(x) in turn: the end, what each branch added, and its Jacobian matrix. */
export function through(blocks: readonly SmallBlock[], x: Float64Array) {
  const branches: Float64Array[] = [];
  const jacobians: Float64Array[] = [];
  let out = x;
  for (const { a, b } of blocks) {
    const size = out.length;
    const z = apply(a, out);
    const open = z.map((value) => (value > 0 ? 1 : 0));
    const branch = apply(
      b,
      z.map((value) => Math.max(0, value)),
    );
    // J = B diag(1[z > 0]) A
    jacobians.push(
      Float64Array.from({ length: size ** 2 }, (_, at) => {
        const [row, column] = [Math.floor(at / size), at % size];
        let sum = 0;
        for (let k = 0; k < size; k++) {
          sum += (b[row * size + k] ?? 0) * (open[k] ?? 0) * (a[k * size + column] ?? 0);
        }
        return sum;
      }),
    );
    branches.push(branch);
    out = out.map((value, i) => value + (branch[i] ?? 0));
  }
  return { out, branches, jacobians };
}

/** g back through the Jacobian matrices, last first: gᵀJ, or gᵀ(I + J) with skips. */
export function productOf(
  jacobians: readonly Float64Array[],
  g: Float64Array,
  way: 'plain' | 'skips',
): Float64Array {
  return jacobians.reduceRight((signal, jacobian) => {
    const size = signal.length;
    return signal.map((own, column) => {
      let sum = way === 'skips' ? own : 0;
      for (let row = 0; row < size; row++) {
        sum += (signal[row] ?? 0) * (jacobian[row * size + column] ?? 0);
      }
      return sum;
    });
  }, g);
}

function apply(matrix: Float64Array, x: Float64Array): Float64Array {
  const size = x.length;
  return x.map((_, row) =>
    x.reduce((sum, value, k) => sum + (matrix[row * size + k] ?? 0) * value, 0),
  );
}
