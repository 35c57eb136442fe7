/** A number on the tape, by its position. */
export type Recorded = number;

/**
 * Reverse-mode automatic differentiation of scalars: every addition and multiplication is written
 * down as it happens, and the gradient is found by reading the tape from the end. It knows the
 * chain rule and nothing else, no convolution in particular, which makes it a fair witness.
 */
export class Tape {
  #values: number[] = [];
  /** For each entry: its two parents and the derivative with respect to each. */
  #parents: [Recorded, number, Recorded, number][] = [];

  /** A number that depends on nothing. */
  leaf(value: number): Recorded {
    return this.#record(value, 0, 0, 0, 0);
  }

  add(left: Recorded, right: Recorded): Recorded {
    return this.#record(this.value(left) + this.value(right), left, 1, right, 1);
  }

  multiply(left: Recorded, right: Recorded): Recorded {
    const [a, b] = [this.value(left), this.value(right)];
    return this.#record(a * b, left, b, right, a);
  }

  value(entry: Recorded): number {
    return this.#values[entry] ?? Number.NaN;
  }

  /** ∂(end)/∂(entry) for every entry of the tape. */
  gradients(end: Recorded): Float64Array {
    const gradients = new Float64Array(this.#values.length);
    gradients[end] = 1;
    for (let entry = end; entry >= 0; entry--) {
      const parents = this.#parents[entry];
      const upstream = gradients[entry] ?? 0;
      if (!parents || upstream === 0) continue;
      const [left, byLeft, right, byRight] = parents;
      gradients[left] = (gradients[left] ?? 0) + upstream * byLeft;
      gradients[right] = (gradients[right] ?? 0) + upstream * byRight;
    }
    return gradients;
  }

  #record(value: number, left: Recorded, byLeft: number, right: Recorded, byRight: number) {
    this.#parents.push([left, byLeft, right, byRight]);
    return this.#values.push(value) - 1;
  }
}
