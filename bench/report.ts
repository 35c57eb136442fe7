import type { LayerTimes } from './measure.ts';

/** The goals: ∂L/∂X within 1.5 forward passes, and 8 times faster than the backend's own. */
export const goals = { gradOverForward: 1.5, stockOverOurs: 8 };

/** One line of the table: a layer, or the sum over the network. */
export interface Row extends LayerTimes {
  layer: string;
  batch: number;
  gradOverForward: number;
  filterGradOverForward: number;
  stockOverOurs: number;
}

export function row(layer: string, batch: number, times: LayerTimes): Row {
  const { forward, inputGradient, filterGradient, stockInputGradient } = times;
  return {
    layer,
    batch,
    ...times,
    gradOverForward: inputGradient / forward,
    filterGradOverForward: filterGradient / forward,
    stockOverOurs: stockInputGradient / inputGradient,
  };
}

export function sumOf(rows: Row[], batch: number): Row {
  const total = (key: 'forward' | 'inputGradient' | 'filterGradient' | 'stockInputGradient') =>
    rows.filter((r) => r.batch === batch).reduce((sum, r) => sum + r[key], 0);
  return row('network', batch, {
    forward: total('forward'),
    inputGradient: total('inputGradient'),
    filterGradient: total('filterGradient'),
    stockInputGradient: total('stockInputGradient'),
    stockFilterGradient: null,
  });
}

/** The rows of each batch with their sum, as text. */
export function table(rows: Row[], network: Row[]): string {
  const head = [
    'layer',
    'forward',
    'input grad.',
    'stock',
    'filter grad.',
    'stock',
    'grad/forward',
    'stock/ours',
  ];
  const blocks = network.map((sum) => {
    const lines = [...rows.filter(({ batch }) => batch === sum.batch), sum].map((r) => [
      r.layer,
      ms(r.forward),
      ms(r.inputGradient),
      ms(r.stockInputGradient),
      ms(r.filterGradient),
      'none',
      r.gradOverForward.toFixed(2),
      r.stockOverOurs.toFixed(1),
    ]);
    return `batch ${sum.batch}, ms a call, median of rounds\n${align([head, ...lines])}`;
  });
  return blocks.join('\n\n');
}

export function verdict(network: Row[]): string[] {
  return network.map(({ batch, gradOverForward, stockOverOurs }) => {
    const slow = gradOverForward > goals.gradOverForward ? 'MISSED' : 'met';
    const gain = stockOverOurs < goals.stockOverOurs ? 'MISSED' : 'met';
    return (
      `batch ${batch}: input gradient ${gradOverForward.toFixed(2)} × forward ` +
      `(goal ≤ ${goals.gradOverForward}: ${slow}), ${stockOverOurs.toFixed(1)} × faster than stock ` +
      `(goal ≥ ${goals.stockOverOurs}: ${gain})`
    );
  });
}

function ms(value: number): string {
  return value.toFixed(value < 10 ? 2 : 1);
}

function align(lines: string[][]): string {
  const widths = (lines[0] ?? []).map((_, i) => Math.max(...lines.map((l) => l[i]?.length ?? 0)));
  return lines
    .map((line) =>
      line.map((cell, i) => (i ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0))),
    )
    .map((cells) => cells.join('  '))
    .join('\n');
}
