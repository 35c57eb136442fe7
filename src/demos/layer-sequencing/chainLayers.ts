import type { ChainField } from '#demos/frame/LayerChain.tsx';
import { ledgerUntilFault, totalsOf, type LedgerLine } from '#numerics/architectures/ledger.ts';
import type { RunnableLayer } from '#numerics/architectures/runLayer.ts';
import { wholeText } from '#ui/formatNumber.ts';
import type { ChainLayer } from './state.ts';

const names: Record<ChainLayer['type'], string> = {
  conv: 'Convolution',
  relu: 'ReLU',
  maxPool: 'Max-pool',
  globalAveragePool: 'Average',
  flatten: 'Flatten',
  dense: 'Dense',
};

export function nameOf({ type }: ChainLayer): string {
  return names[type];
}

const initial: ChainLayer[] = [
  { type: 'conv', kernel: 3, channels: 8, stride: 1, padding: 0 },
  { type: 'relu' },
  { type: 'maxPool', kernel: 2, stride: 2 },
  { type: 'globalAveragePool' },
  { type: 'flatten' },
  { type: 'dense', units: 10 },
];

/** What can be added to the chain. */
export const kinds = initial.map((layer) => ({ name: nameOf(layer), layer }));

/** The numbers of a layer that the reader may set. */
export function fieldsOf(layer: ChainLayer): ChainField<ChainLayer>[] {
  switch (layer.type) {
    case 'conv':
      return [
        field('kernel', 'k', layer.kernel, [1, 9], (kernel) => ({ ...layer, kernel })),
        field('output channels', 'C', layer.channels, [1, 128], (channels) => ({
          ...layer,
          channels,
        })),
        field('stride', 's', layer.stride, [1, 4], (stride) => ({ ...layer, stride })),
        field('padding', 'p', layer.padding, [0, 4], (padding) => ({ ...layer, padding })),
      ];
    case 'maxPool':
      return [
        field('window', 'k', layer.kernel, [1, 8], (kernel) => ({ ...layer, kernel })),
        field('stride', 's', layer.stride, [1, 8], (stride) => ({ ...layer, stride })),
      ];
    case 'dense':
      return [field('outputs', 'n', layer.units, [1, 128], (units) => ({ ...layer, units }))];
    default:
      return [];
  }
}

function field(
  label: string,
  symbol: string,
  value: number,
  [min, max]: [number, number],
  change: (value: number) => ChainLayer,
): ChainField<ChainLayer> {
  return { label, symbol, value, min, max, with: change };
}

/** The chain as the numerics know it; a layer's name is its place. */
export function runnable(layers: readonly ChainLayer[]): RunnableLayer[] {
  return layers.map((layer, index) => ({ ...layer, name: `layer ${index + 1}` }));
}

/** What the chain costs on a picture of 32×32, as far as it goes, and where it breaks. */
export function accountOf(layers: readonly ChainLayer[]) {
  const { lines, fault } = ledgerUntilFault({ layers: runnable(layers), inputShape: [32, 32, 3] });
  return { lines, fault, totals: totalsOf(lines) };
}

/** Why a layer cannot take what it is given, a picture of 32×32 if nothing is before it. */
export function complaintOf(
  layer: ChainLayer | undefined,
  given: LedgerLine['outputShape'] = [32, 32, 3],
): string {
  if (!layer) return '';
  const name = nameOf(layer);
  if (given.length === 1) {
    return `${name} needs a grid, and gets a list of ${wholeText(given[0])} numbers. Move it above the layer that made the list.`;
  }
  const [height, width] = given;
  if (layer.type === 'dense') {
    return `${name} needs a list, and gets maps of ${height}×${width}. Put a flatten or an average before it.`;
  }
  const { kernel, padding } = { kernel: 0, padding: 0, ...layer };
  const rows = `${height + 2 * padding}×${width + 2 * padding}`;
  return layer.type === 'conv'
    ? `A window of ${kernel}×${kernel} does not fit into ${rows}${padding > 0 ? ', padding counted' : ''}. Make it smaller, or pad more.`
    : `A window of ${kernel}×${kernel} does not fit into ${rows}. Make it smaller, or take out a layer before it.`;
}

/** "608 parameters · 614,400 multiply-adds"; nothing for a layer that has neither. */
export function costOf(line: LedgerLine | undefined): string {
  if (!line || line.parameters === 0) return '';
  return `${wholeText(line.parameters)} parameters · ${wholeText(line.multiplyAdds)} multiply-adds`;
}

/** Chains to start from. */
export const presets: readonly { name: string; layers: ChainLayer[] }[] = [
  {
    name: 'the book’s network',
    layers: [
      { type: 'conv', kernel: 5, channels: 32, stride: 1, padding: 2 },
      { type: 'relu' },
      { type: 'maxPool', kernel: 2, stride: 2 },
      { type: 'conv', kernel: 3, channels: 64, stride: 1, padding: 1 },
      { type: 'relu' },
      { type: 'conv', kernel: 3, channels: 64, stride: 1, padding: 1 },
      { type: 'relu' },
      { type: 'maxPool', kernel: 2, stride: 2 },
      { type: 'conv', kernel: 3, channels: 128, stride: 1, padding: 1 },
      { type: 'relu' },
      { type: 'conv', kernel: 3, channels: 128, stride: 1, padding: 1 },
      { type: 'relu' },
      { type: 'globalAveragePool' },
      { type: 'dense', units: 10 },
    ],
  },
  {
    name: 'flatten, then convolve',
    layers: [
      { type: 'conv', kernel: 5, channels: 8, stride: 1, padding: 0 },
      { type: 'relu' },
      { type: 'flatten' },
      { type: 'conv', kernel: 3, channels: 8, stride: 1, padding: 0 },
    ],
  },
  {
    name: 'a dense layer, as a convolution',
    layers: [
      { type: 'conv', kernel: 5, channels: 8, stride: 1, padding: 0 },
      { type: 'relu' },
      { type: 'maxPool', kernel: 4, stride: 4 },
      { type: 'conv', kernel: 7, channels: 10, stride: 1, padding: 0 },
    ],
  },
];
