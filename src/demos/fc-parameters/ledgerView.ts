import { alexnet } from '#numerics/architectures/alexnet.ts';
import { bookNetwork } from '#numerics/architectures/bookNetwork.ts';
import type { Architecture } from '#numerics/architectures/layer.ts';
import { ledger, totalsOf, type Totals } from '#numerics/architectures/ledger.ts';
import { partsOf, type Part } from '#numerics/architectures/partsOf.ts';
import { resnet50 } from '#numerics/architectures/resnet50.ts';
import { vgg16 } from '#numerics/architectures/vgg16.ts';
import { withHead } from '#numerics/architectures/withHead.ts';
import { MOST_SIDE, type LedgerState } from './state.ts';

/** What the figure draws of a state. */
export interface LedgerView {
  parts: Part[];
  totals: Totals;
  /** The totals with either head; one of them is `totals`. */
  flat: Totals;
  pooled: Totals;
  /**
   * The sums that fill a bar: those of the head that has more of each. For the book's network, of
   * the largest image, so that what grows with the image is seen to grow.
   */
  full: Totals;
}

/** The network of a state, counted with both heads. */
export function ledgerView(state: LedgerState): LedgerView {
  const linesOf = (head: LedgerState['head']) => ledger(networkWith(state, head));
  const lines = { flat: linesOf('flat'), pooled: linesOf('pooled') };
  const totals = { flat: totalsOf(lines.flat), pooled: totalsOf(lines.pooled) };
  const largest = state.network === 'book' ? { ...state, side: MOST_SIDE } : state;
  const [flat, pooled] = heads.map((head) => totalsOf(ledger(networkWith(largest, head))));
  return {
    parts: partsOf(lines[state.head]),
    totals: totals[state.head],
    ...totals,
    full: larger(flat ?? totals.flat, pooled ?? totals.pooled),
  };
}

const heads = ['flat', 'pooled'] as const;

function larger(a: Totals, b: Totals): Totals {
  return {
    parameters: Math.max(a.parameters, b.parameters),
    multiplyAdds: Math.max(a.multiplyAdds, b.multiplyAdds),
    activations: Math.max(a.activations, b.activations),
  };
}

function networkWith({ network, ...state }: LedgerState, head: LedgerState['head']): Architecture {
  switch (network) {
    case 'alexnet':
      return withHead(alexnet, head);
    case 'vgg16':
      return withHead(vgg16, head);
    case 'resnet50':
      return withHead(resnet50(), head);
    case 'book':
      return bookNetwork({ ...state, head });
  }
}
