import type { Architecture } from '#numerics/architectures/layer.ts';
import { ledgerUntilFault, totalsOf, type Totals } from '#numerics/architectures/ledger.ts';
import { partsOf, type Part } from '#numerics/architectures/partsOf.ts';
import { vgg, type VggName } from '#numerics/architectures/vgg.ts';
import { windowOf } from '#numerics/architectures/windowOf.ts';
import { receptiveFields } from '#numerics/receptiveField.ts';
import { builtBlocks, kernelSides, type BuilderState, type BuiltBlock } from './state.ts';

/** A layer, and what it sees of the image: so many pixels a side, or all of it. */
export interface BuiltPart extends Part {
  field: number | 'all';
}

/** What is known of a network of blocks without running it. */
export interface Built {
  parts: BuiltPart[];
  totals: Totals;
  /** The parameters of the dense layers. */
  dense: number;
  /** What the last pooling sees, pixels a side. */
  field: number;
  /** Which block does not fit, counted from 0, and why. */
  fault: { block: number; message: string } | null;
}

/** The network of a state, counted layer by layer. */
export function build(state: Pick<BuilderState, 'blocks' | 'side' | 'head'>): Built {
  const architecture = architectureOf(state);
  const { lines, fault } = ledgerUntilFault(architecture);
  const fields = fieldsOf(architecture, fault?.index ?? architecture.layers.length);
  const parts = partsOf(lines).map((part) => ({
    ...part,
    field: fields.get(part.name) ?? ('all' as const),
  }));
  const pools = parts.filter(({ name }) => name.startsWith('pool'));
  const last = pools.at(-1)?.field;
  return {
    parts,
    totals: totalsOf(lines),
    dense: totalsOf(lines.filter(({ layer }) => layer.type === 'dense')).parameters,
    field: typeof last === 'number' ? last : 1,
    fault: fault && {
      block: blockOf(architecture.layers[fault.index]?.name ?? ''),
      message: `After ${pools.length} poolings there is no pixel left to halve: take the block out, or a larger image.`,
    },
  };
}

/** The state as an architecture. */
export function architectureOf({
  blocks,
  side,
  head,
}: Pick<BuilderState, 'blocks' | 'side' | 'head'>): Architecture {
  const built = blocks.map(({ n, k, c, p }) => ({
    convolutions: n,
    kernel: k,
    channels: c,
    pointwise: p,
  }));
  return vgg('The network', built, { side, head });
}

/** The published configuration with exactly these blocks, if there is one. */
export function presetOf(blocks: readonly BuiltBlock[]): VggName | null {
  const text = JSON.stringify(blocks);
  const names: VggName[] = ['A', 'B', 'C', 'D', 'E'];
  return names.find((name) => JSON.stringify(builtBlocks(name)) === text) ?? null;
}

/**
 * Each block's 3×3 convolutions as one that sees as much, of side 2n + 1. Null where that is none of
 * the builder's, or changes nothing.
 */
export function withLargeKernels(blocks: readonly BuiltBlock[]): BuiltBlock[] | null {
  if (blocks.every(({ n }) => n === 1)) return null;
  const large = blocks.flatMap((block) => {
    const k = kernelSides.find((side) => side === 2 * block.n + 1);
    return block.k === 3 && k ? [{ ...block, n: 1, k }] : [];
  });
  return large.length === blocks.length ? large : null;
}

/** What each layer of maps sees, by its name. */
function fieldsOf({ layers, inputShape }: Architecture, until: number): Map<string, number> {
  const mapped = layers.slice(0, until).flatMap((layer) => {
    const window = windowOf(layer);
    return window ? [{ name: layer.name, window }] : [];
  });
  const [side] = inputShape;
  const found = receptiveFields(
    mapped.map(({ window }) => window),
    [side, side],
  );
  return new Map(mapped.map(({ name }, i) => [name, found[i]?.size[0] ?? 1]));
}

/** conv3_2 and pool3 are of block 2, counted from 0. */
function blockOf(name: string): number {
  return Number(/\d+/.exec(name)?.[0] ?? 1) - 1;
}
