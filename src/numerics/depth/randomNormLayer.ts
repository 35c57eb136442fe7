/**
 * A random layer in float64: standard normal z [n,n] (rows of a batch, units), a = ReLU(z), u = aW
 * with weights of variance 2/n, batch norm of u. Σ(∂L/∂z)² over Σ(∂L/∂y)² for a random ∂L/∂y at the
 * output y of the norm.
 */
export function randomNormLayer(n: number, draw: () => number): number {
  const matrix = (scale = 1) => Float64Array.from({ length: n * n }, () => scale * draw());
  const z = matrix();
  const w = matrix(Math.sqrt(2 / n));
  const g = matrix();
  const a = z.map((value) => Math.max(0, value));
  const u = times(a, w, n);
  const back = new Float64Array(n * n);
  for (let unit = 0; unit < n; unit++) {
    const at = (row: number) => row * n + unit;
    const mean = meanOf(n, (row) => u[at(row)] ?? 0);
    const deviation = Math.sqrt(meanOf(n, (row) => ((u[at(row)] ?? 0) - mean) ** 2));
    const unitValue = (row: number) => ((u[at(row)] ?? 0) - mean) / deviation;
    const meanG = meanOf(n, (row) => g[at(row)] ?? 0);
    const meanGu = meanOf(n, (row) => (g[at(row)] ?? 0) * unitValue(row));
    for (let row = 0; row < n; row++) {
      back[at(row)] = ((g[at(row)] ?? 0) - meanG - unitValue(row) * meanGu) / deviation;
    }
  }
  const before = times(back, transposed(w, n), n).map((value, i) => ((z[i] ?? 0) > 0 ? value : 0));
  return energy(before) / energy(g);
}

function times(a: Float64Array, b: Float64Array, n: number): Float64Array {
  const product = new Float64Array(n * n);
  for (let row = 0; row < n; row++) {
    for (let k = 0; k < n; k++) {
      const factor = a[row * n + k] ?? 0;
      for (let column = 0; column < n; column++) {
        product[row * n + column] =
          (product[row * n + column] ?? 0) + factor * (b[k * n + column] ?? 0);
      }
    }
  }
  return product;
}

function transposed(a: Float64Array, n: number): Float64Array {
  return a.map((_, i) => a[(i % n) * n + Math.floor(i / n)] ?? 0);
}

function meanOf(n: number, value: (row: number) => number): number {
  let sum = 0;
  for (let row = 0; row < n; row++) sum += value(row);
  return sum / n;
}

function energy(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value * value, 0);
}
