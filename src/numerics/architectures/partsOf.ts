import type { Layer, Shape } from './layer.ts';
import { totalsOf, type LedgerLine, type Totals } from './ledger.ts';

/** Some layers of a ledger taken together, as a figure shows them. */
export interface Part extends Totals {
  readonly name: string;
  /** What does its multiply-adds; 'none' for a part that has none, such as a pooling. */
  readonly kind: 'conv' | 'dense' | 'none';
  readonly inputShape: Shape;
  readonly outputShape: Shape;
}

/**
 * A ledger in few parts: a layer with those after it that work in its memory (ReLU, normalisation);
 * the blocks of a stage, 'stage2_1', 'stage2_2', …, together. The totals are those of the ledger.
 */
export function partsOf(lines: readonly LedgerLine[]): Part[] {
  const groups: { name: string; lines: LedgerLine[] }[] = [];
  for (const line of lines) {
    const last = groups.at(-1);
    const name = partName(line);
    if (last && (name === last.name || worksOnTheLast(line.layer))) last.lines.push(line);
    else groups.push({ name, lines: [line] });
  }
  return groups.flatMap(({ name, lines: own }) => {
    const [first, last] = [own[0], own.at(-1)];
    if (!first || !last) return [];
    const { inputShape } = first;
    return [
      { name, kind: kindOf(own), inputShape, outputShape: last.outputShape, ...totalsOf(own) },
    ];
  });
}

function partName({ name, layer }: LedgerLine): string {
  const [block = name] = name.split('/');
  return block !== name || layer.type === 'sum' ? block.replace(/_\d+$/, '') : name;
}

function worksOnTheLast({ type }: Layer): boolean {
  return type === 'relu' || type === 'batchNorm';
}

function kindOf(lines: readonly LedgerLine[]): Part['kind'] {
  if (lines.some(({ layer }) => layer.type === 'conv')) return 'conv';
  return lines.some(({ layer }) => layer.type === 'dense') ? 'dense' : 'none';
}
