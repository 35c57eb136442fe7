/**
 * The thin singular value decomposition A = U S Vᵀ of a matrix with r = min(rows, columns): `left` has r
 * vectors of `rows` numbers, `right` r vectors of `columns`, each set orthonormal; `values` falls.
 */
export interface Decomposition {
  left: Float64Array[];
  values: Float64Array;
  right: Float64Array[];
}

/**
 * Decomposes a matrix given as its rows, in float64. The longer side is first shortened by A = QR (Gram and
 * Schmidt, each vector cleaned twice), then the columns of R are turned against each other in pairs until
 * all are at right angles (Hestenes 1958; Jacobi's rotations, from one side). AᵀA is never formed, so that
 * small singular values, which rule the fit where a matrix is nearly square, keep their digits.
 */
export function singularValues(rows: readonly Float64Array[]): Decomposition {
  const [first] = rows;
  if (!first) throw new Error('Expected a matrix, found no rows.');
  if (rows.length > first.length) {
    const { left, values, right } = singularValues(transposed(rows));
    return { left: right, values, right: left };
  }
  // From here on A is wide: Aᵀ = QR has the rows of A as its columns.
  const { q, r } = orthogonalised(rows);
  const turned = identity(rows.length);
  for (let sweep = 0; sweep < SWEEPS; sweep++) if (turnPairs(r, turned)) break;
  const order = r.map((column, i) => [norm(column), i] as const).sort(([a], [b]) => b - a);
  const values = Float64Array.from(order, ([value]) => value);
  const left = order.map(([, i]) => turned[i] ?? new Float64Array());
  const right = order.map(([value, i]) => {
    const vector = new Float64Array(first.length);
    const column = r[i];
    if (value > 0) q.forEach((axis, k) => addTimes(vector, axis, (column?.[k] ?? 0) / value));
    return vector;
  });
  return { left, values, right };
}

/** The scalar product. */
export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

/** target += factor · source. */
export function addTimes(target: Float64Array, source: Float64Array, factor: number): void {
  for (let i = 0; i < target.length; i++) target[i] = (target[i] ?? 0) + factor * (source[i] ?? 0);
}

/** Convergence is quadratic in the end; a few hundred columns need about ten sweeps. */
const SWEEPS = 40;
/** Columns count as at right angles when their cosine is not larger. */
const COSINE = 1e-14;

/** Orthonormal vectors and the coefficients with which they make the given ones, column by column. */
function orthogonalised(vectors: readonly Float64Array[]) {
  const q: Float64Array[] = [];
  const r = vectors.map((vector) => {
    const rest = Float64Array.from(vector);
    const column = new Float64Array(vectors.length);
    for (let pass = 0; pass < 2; pass++) {
      q.forEach((axis, k) => {
        const along = dot(axis, rest);
        addTimes(rest, axis, -along);
        column[k] = (column[k] ?? 0) + along;
      });
    }
    const length = norm(rest);
    const own = length > 1e-13 * norm(vector) ? length : 0;
    column[q.length] = own;
    q.push(own > 0 ? rest.map((value) => value / own) : rest.fill(0));
    return column;
  });
  return { q, r };
}

/** One sweep over all pairs of columns; true when none had to be turned. */
function turnPairs(columns: readonly Float64Array[], turned: readonly Float64Array[]): boolean {
  let settled = true;
  for (let i = 0; i < columns.length; i++) {
    for (let j = i + 1; j < columns.length; j++) {
      const [a, b, ta, tb] = [columns[i], columns[j], turned[i], turned[j]];
      if (!a || !b || !ta || !tb) continue;
      const [aa, bb, ab] = [dot(a, a), dot(b, b), dot(a, b)];
      if (ab === 0 || Math.abs(ab) <= COSINE * Math.sqrt(aa * bb)) continue;
      settled = false;
      const zeta = (bb - aa) / (2 * ab);
      const t = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.hypot(1, zeta));
      const cosine = 1 / Math.hypot(1, t);
      rotate(a, b, cosine, cosine * t);
      rotate(ta, tb, cosine, cosine * t);
    }
  }
  return settled;
}

function rotate(a: Float64Array, b: Float64Array, cosine: number, sine: number): void {
  for (let k = 0; k < a.length; k++) {
    const [x, y] = [a[k] ?? 0, b[k] ?? 0];
    a[k] = cosine * x - sine * y;
    b[k] = sine * x + cosine * y;
  }
}

function norm(vector: Float64Array): number {
  return Math.sqrt(dot(vector, vector));
}

function identity(n: number): Float64Array[] {
  return Array.from({ length: n }, (_, i) =>
    Float64Array.from({ length: n }, (_, k) => +(i === k)),
  );
}

function transposed(rows: readonly Float64Array[]): Float64Array[] {
  const columns = rows[0]?.length ?? 0;
  return Array.from({ length: columns }, (_, c) => Float64Array.from(rows, (row) => row[c] ?? 0));
}
