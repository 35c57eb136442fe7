/**
 * The assignment of rows to columns, no column twice, with the largest sum of entries: the Hungarian
 * method by shortest augmenting paths, O(K³) (Kuhn 1955; in the form with potentials). `gains` has at
 * most as many rows as columns, else it throws. Gives the column of each row.
 */
export function bestAssignment(gains: readonly (readonly number[])[]): number[] {
  const [rows, columns] = [gains.length, gains[0]?.length ?? 0];
  if (rows > columns) {
    throw new Error(`Expected at most as many rows as columns, found ${rows} and ${columns}.`);
  }
  const cost = (row: number, column: number) => -(gains[row]?.[column] ?? 0);
  // Potentials u of rows and v of columns with u + v ≤ cost, and equality where assigned. Row and
  // column numbers begin at 1; column 0 stands for the row that seeks a place.
  const u = new Array<number>(rows + 1).fill(0);
  const v = new Array<number>(columns + 1).fill(0);
  const rowOf = new Array<number>(columns + 1).fill(0);
  for (let row = 1; row <= rows; row++) {
    const slack = new Array<number>(columns + 1).fill(Infinity);
    const before = new Array<number>(columns + 1).fill(0);
    const done = new Array<boolean>(columns + 1).fill(false);
    rowOf[0] = row;
    let at = 0;
    do {
      done[at] = true;
      const here = rowOf[at] ?? 0;
      let [next, least] = [0, Infinity];
      for (let j = 1; j <= columns; j++) {
        if (done[j]) continue;
        const reduced = cost(here - 1, j - 1) - (u[here] ?? 0) - (v[j] ?? 0);
        if (reduced < (slack[j] ?? Infinity)) {
          slack[j] = reduced;
          before[j] = at;
        }
        const found = slack[j] ?? Infinity;
        if (found < least) [next, least] = [j, found];
      }
      for (let j = 0; j <= columns; j++) {
        if (done[j]) {
          const own = rowOf[j] ?? 0;
          u[own] = (u[own] ?? 0) + least;
          v[j] = (v[j] ?? 0) - least;
        } else slack[j] = (slack[j] ?? 0) - least;
      }
      at = next;
    } while (rowOf[at] !== 0);
    // Along the path that was found, each row moves to the next column.
    while (at !== 0) {
      const previous = before[at] ?? 0;
      rowOf[at] = rowOf[previous] ?? 0;
      at = previous;
    }
  }
  const columnOf = new Array<number>(rows).fill(-1);
  for (let j = 1; j <= columns; j++) {
    const row = rowOf[j] ?? 0;
    if (row > 0) columnOf[row - 1] = j - 1;
  }
  return columnOf;
}

/** The same by trying every assignment: for checking, and for at most seven columns or so. */
export function bestSumByTrial(gains: readonly (readonly number[])[]): number {
  const columns = gains[0]?.length ?? 0;
  const from = (row: number, taken: ReadonlySet<number>): number => {
    const own = gains[row];
    if (!own) return 0;
    let best = -Infinity;
    for (let j = 0; j < columns; j++) {
      if (taken.has(j)) continue;
      best = Math.max(best, (own[j] ?? 0) + from(row + 1, new Set([...taken, j])));
    }
    return best;
  };
  return from(0, new Set());
}
