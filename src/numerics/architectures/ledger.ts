import { sizeOf, type Architecture, type Layer, type Shape } from './layer.ts';
import { multiplyAddsOf } from './multiplyAddsOf.ts';
import { outputShape } from './outputShape.ts';
import { parametersOf } from './parametersOf.ts';

/** Bytes of one parameter or one activation in float32. */
export const FLOAT32_BYTES = 4;

/** What one layer costs for one example. */
export interface LedgerLine {
  /** The layer's own name, behind those of the sums it is in: 'block1/conv2'. */
  readonly name: string;
  readonly layer: Layer;
  readonly inputShape: Shape;
  readonly outputShape: Shape;
  /** Learned numbers, biases included. */
  readonly parameters: number;
  /** Products w·x that the forward pass forms and adds up; see `multiplyAddsOf`. */
  readonly multiplyAdds: number;
  /**
   * Values the layer writes. None for a layer that can work in the memory of its input (ReLU, batch
   * normalisation, flatten), so that the sum over a chain is what inference writes in all.
   */
  readonly activations: number;
}

/** The first layer that cannot take what it is given, and why. */
export interface Fault {
  /** Which of the chain's layers, counted from 0; a fault within a sum is the sum's. */
  readonly index: number;
  readonly message: string;
}

/**
 * The lines of a chain up to its first fault, if it has one. A layer of type 'sum' gives the lines
 * of its branches, one after the other, and then its own.
 */
export function ledgerUntilFault({ layers, inputShape }: Omit<Architecture, 'name'>): {
  lines: LedgerLine[];
  fault: Fault | null;
} {
  const lines: LedgerLine[] = [];
  let shape = inputShape;
  for (const [index, layer] of layers.entries()) {
    try {
      const added = linesOf(layer, shape, '');
      lines.push(...added);
      shape = added.at(-1)?.outputShape ?? shape;
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      return { lines, fault: { index, message: error.message } };
    }
  }
  return { lines, fault: null };
}

/** The lines of a whole architecture. Throws the message of its first fault. */
export function ledger(architecture: Architecture): LedgerLine[] {
  const { lines, fault } = ledgerUntilFault(architecture);
  if (fault) throw new Error(`${architecture.name}: ${fault.message}`);
  return lines;
}

/** The three sums that a ledger ends with. */
export interface Totals {
  readonly parameters: number;
  readonly multiplyAdds: number;
  readonly activations: number;
}

/** The sums over some lines of a ledger. */
export function totalsOf(lines: readonly LedgerLine[]): Totals {
  const sum = (of: keyof Totals) => lines.reduce((total, line) => total + line[of], 0);
  return {
    parameters: sum('parameters'),
    multiplyAdds: sum('multiplyAdds'),
    activations: sum('activations'),
  };
}

function linesOf(layer: Layer, inputShape: Shape, path: string): LedgerLine[] {
  const name = path + layer.name;
  const shape = outputShape(layer, inputShape);
  const own: LedgerLine = {
    name,
    layer,
    inputShape,
    outputShape: shape,
    parameters: parametersOf(layer, inputShape),
    multiplyAdds: multiplyAddsOf(layer, inputShape, shape),
    activations: worksInPlace(layer) ? 0 : sizeOf(shape),
  };
  if (layer.type !== 'sum') return [own];
  const branches = layer.branches.flatMap((branch) => {
    let before = inputShape;
    return branch.flatMap((inner) => {
      const lines = linesOf(inner, before, `${name}/`);
      before = lines.at(-1)?.outputShape ?? before;
      return lines;
    });
  });
  return [...branches, own];
}

function worksInPlace({ type }: Layer): boolean {
  return type === 'relu' || type === 'batchNorm' || type === 'flatten';
}
