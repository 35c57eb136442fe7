/** One decision about a network, and its options. */
export interface Decision {
  name: string;
  options: readonly (string | number)[];
}

/**
 * The space that `training/experiments/search_space.py` trained: three stages at 32×32, 16×16 and
 * 8×8 of C, 2C and 4C maps, each of one or two convolutions, then a global average and a dense layer.
 */
export const decisions: readonly Decision[] = [
  { name: 'kernel, stage 1', options: [1, 3, 5] },
  { name: 'kernel, stage 2', options: [1, 3, 5] },
  { name: 'kernel, stage 3', options: [1, 3, 5] },
  { name: 'convolutions a stage', options: [1, 2] },
  { name: 'skip', options: ['no', 'yes'] },
  { name: 'pooling', options: ['max', 'average'] },
  { name: 'maps C', options: [8, 16] },
];

/** How many options each decision has. */
export const sizes: readonly number[] = decisions.map(({ options }) => options.length);

/** Number of networks in a space: the product of its decisions' options. */
export function spaceSize(counts: readonly number[]): number {
  return counts.reduce((product, count) => product * count, 1);
}

/** A network as the option taken in each decision, from its number; the last changes fastest. */
export function optionsOf(network: number, counts: readonly number[]): number[] {
  const taken: number[] = [];
  let rest = network;
  for (const count of counts.toReversed()) {
    taken.unshift(rest % count);
    rest = Math.floor(rest / count);
  }
  return taken;
}

/** And back. */
export function networkOf(taken: readonly number[], counts: readonly number[]): number {
  return counts.reduce((number, count, i) => number * count + (taken[i] ?? 0), 0);
}

/** Weights of a network of the space, biases included, once its batch norms are folded. */
export function parametersOf(taken: readonly number[]): number {
  const [k1 = 1, k2 = 1, k3 = 1, convolutions = 1, , , maps = 8] = taken.map((option, i) =>
    Number(decisions[i]?.options[option]),
  );
  let [total, inputs] = [0, 3];
  [k1, k2, k3].forEach((kernel, stage) => {
    for (let i = 0; i < convolutions; i++) {
      const outputs = maps * 2 ** stage;
      total += kernel * kernel * inputs * outputs + 2 * outputs;
      inputs = outputs;
    }
  });
  return total + (inputs + 1) * 10;
}
