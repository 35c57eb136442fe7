/** Throws, naming the tensor, unless its shape is the expected one; −1 stands for any size. */
export function requireShape(name: string, found: number[], expected: number[]): void {
  const fits =
    found.length === expected.length &&
    expected.every((size, axis) => size === -1 || size === found[axis]);
  if (fits) return;
  const wanted = expected.map((size) => (size === -1 ? 'any' : size)).join(', ');
  throw new Error(`Expected ${name} of shape [${wanted}], found [${found.join(', ')}].`);
}
