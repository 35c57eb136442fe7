/** A displayed formula, as a Markdown block of its own. */
export function display(tex: string): string {
  return `\n\n$$\n${tex}\n$$\n\n`;
}

/** `left = first = second = …` as a displayed formula, a line for each: it fits a narrow screen. */
export function displayEquals(left: string, ...right: (string | number)[]): string {
  return display(
    `\\begin{aligned}${left}${right.map((term) => `&=${term}`).join('\\\\')}\\end{aligned}`,
  );
}

/** Named matrices as a displayed formula, one below the other: they fit a narrow screen. */
export function displayBelow(...named: [string, number[][]][]): string {
  const lines = named.map(([name, matrix]) => `${name}&=${matrixTex(matrix)}`);
  return display(`\\begin{aligned}${lines.join('\\\\[4pt] ')}\\end{aligned}`);
}

/** A matrix in TeX. */
export function matrixTex(rows: number[][]): string {
  return `\\begin{bmatrix}${rows.map((row) => row.join('&')).join('\\\\')}\\end{bmatrix}`;
}

/** A row vector in TeX. */
export function rowTex(row: number[]): string {
  return `(${row.join(',\\,')})`;
}

/** `a·b + c·d + …` in TeX, negative factors in brackets. */
export function productsTex(products: [number, number][]): string {
  return products.map(([a, b]) => `${factor(a)}\\cdot ${factor(b)}`).join(' + ');
}

/** `a + b + …` in TeX, negative terms in brackets. */
export function sumTex(terms: number[]): string {
  return terms.map(factor).join(' + ');
}

function factor(value: number): string {
  return value < 0 ? `(${value})` : `${value}`;
}

/** "1 zero", "2 zeros". */
export function counted(count: number, singular: string): string {
  return `${count} ${singular}${count === 1 ? '' : 's'}`;
}
