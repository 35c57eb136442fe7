import { alexnetRead, type AlexnetReading } from '#numerics/architectures/alexnet.ts';
import { ledger, totalsOf, type LedgerLine } from '#numerics/architectures/ledger.ts';

/** A line of AlexNet's ledger as the table shows it. */
export interface LedgerRow extends Pick<LedgerLine, 'name' | 'outputShape' | 'parameters'> {
  /** "11×11, stride 4", or what the layer joins. */
  does: string;
  /** Of all parameters. */
  share: number;
}

/** AlexNet's layers but for those that only change values in place, and the sums. */
export interface LedgerView {
  rows: LedgerRow[];
  parameters: number;
  /** Parameters of the three dense layers. */
  dense: number;
  /** Maps of the first convolution a side, and the numerator that has to be divided by four. */
  first: { maps: number; reach: number };
}

/** The ledger of AlexNet as it is read. */
export function ledgerRows(reading: AlexnetReading): LedgerView {
  const lines = ledger(alexnetRead(reading));
  const { parameters } = totalsOf(lines);
  const rows = lines
    .filter(({ layer }) => !['relu', 'localResponseNorm', 'flatten'].includes(layer.type))
    .map((line) => ({
      name: line.name,
      outputShape: line.outputShape,
      parameters: line.parameters,
      share: line.parameters / parameters,
      does: doing(line),
    }));
  const dense = totalsOf(lines.filter(({ layer }) => layer.type === 'dense')).parameters;
  return {
    rows,
    parameters,
    dense,
    first: {
      maps: lines[0]?.outputShape[0] ?? 0,
      reach: reading.side + 2 * reading.padding - 11,
    },
  };
}

function doing({ layer, inputShape }: LedgerLine): string {
  switch (layer.type) {
    case 'conv': {
      const { kernel, stride = 1, groups = 1 } = layer;
      const apart = stride > 1 ? `, stride ${stride}` : '';
      return `${kernel}×${kernel}${apart}${groups > 1 ? `, ${groups} groups` : ''}`;
    }
    case 'maxPool':
      return `max ${layer.kernel}×${layer.kernel}, stride ${layer.stride ?? 1}`;
    default:
      return `from ${inputShape.reduce((product: number, n) => product * n, 1).toLocaleString('en-GB')}`;
  }
}
