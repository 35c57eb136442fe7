import { decisions } from '#numerics/architectureSearch/space.ts';

/** A network of the space in a few words: "3-3-5, 2 conv., no skip, max, 16". */
export function describeNetwork(options: readonly number[]): string {
  const [k1, k2, k3, convolutions, skip, pooling, maps] = options.map(
    (option, i) => decisions[i]?.options[option] ?? '',
  );
  return `${k1}-${k2}-${k3}, ${convolutions} conv., ${skip === 'yes' ? 'skip' : 'no skip'}, ${pooling}, ${maps}`;
}
