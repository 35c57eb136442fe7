/**
 * Kernels as plain numbers, [side, side, inputs, outputs] row by row: value (row, column, i, o) at
 * ((row · side + column) · inputs + i) · outputs + o.
 */
export interface PlainKernel {
  side: number;
  inputs: number;
  outputs: number;
  values: Float64Array;
}

/** A kernel of zeros, or with what `draw` gives for each of its numbers in turn. */
export function plainKernel(
  side: number,
  inputs: number,
  outputs: number,
  draw: () => number = () => 0,
): PlainKernel {
  const values = Float64Array.from({ length: side * side * inputs * outputs }, draw);
  return { side, inputs, outputs, values };
}

/** Row, column, input and output of each number of a kernel, in the order in which they stand. */
export function placesOf({
  side,
  inputs,
  outputs,
}: PlainKernel): [number, number, number, number][] {
  return Array.from({ length: side * side * inputs * outputs }, (_, at) => {
    const [o, i] = [at % outputs, Math.floor(at / outputs) % inputs];
    const pixel = Math.floor(at / (outputs * inputs));
    return [Math.floor(pixel / side), pixel % side, i, o];
  });
}

/**
 * The one kernel that two layers are, with nothing between them: the full, true convolution of
 * theirs, summed over the m channels between. Sides k and l make k + l − 1.
 */
export function composeKernels(first: PlainKernel, second: PlainKernel): PlainKernel {
  if (first.outputs !== second.inputs) {
    throw new Error(
      `Expected a second kernel of ${first.outputs} inputs, found one of ${second.inputs}.`,
    );
  }
  const whole = plainKernel(first.side + second.side - 1, first.inputs, second.outputs);
  const secondPlaces = placesOf(second);
  for (const [at, [row, column, input, m]] of placesOf(first).entries()) {
    const a = first.values[at] ?? 0;
    if (a === 0) continue;
    for (const [other, [down, across, from, output]] of secondPlaces.entries()) {
      if (from !== m) continue;
      const to =
        (((row + down) * whole.side + column + across) * whole.inputs + input) * whole.outputs +
        output;
      whole.values[to] = (whole.values[to] ?? 0) + a * (second.values[other] ?? 0);
    }
  }
  return whole;
}

/** A whole stack with nothing between its layers, as one kernel. */
export function composeStack(kernels: readonly PlainKernel[]): PlainKernel {
  return kernels.reduce(composeKernels);
}
