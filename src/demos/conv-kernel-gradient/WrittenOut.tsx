import { Quantity } from '#demos/frame/Quantity.tsx';
import { bracketed, formatNumber } from '#ui/formatNumber.ts';
import type { Cell } from '#ui/matrix.ts';
import type { GradientProduct } from './layer.ts';
import { KernelGradient } from './KernelGradient.tsx';

/** More terms than this are not worth reading; those with a zero go first. */
const MOST_TERMS = 12;

/** What the reader points at, with its products. */
export type Pointed =
  { of: 'tap'; cell: Cell } | { of: 'place'; cell: Cell } | { of: 'pixel'; cell: Cell };

interface Props {
  pointed: Pointed;
  products: readonly GradientProduct[];
  /** Where the pointed pixel lies in the image, or null for a zero of the padding. */
  pixel: Cell | null;
}

/** The lit products written out, seen from a tap, from a place, or from a pixel. */
export function WrittenOut({ pointed, products, pixel }: Props) {
  const { row, column } = pointed.cell;
  if (pointed.of === 'tap') return <TapSum cell={pointed.cell} products={products} />;
  if (pointed.of === 'place') {
    const blame = products[0]?.blame ?? 0;
    return (
      <div className="demo-sum">
        <p>
          Place ({row}, {column}) adds{' '}
          <Quantity role="upstream">
            G[{row},{column}]
          </Quantity>{' '}
          = {formatNumber(blame)} times its patch of <Quantity role="input">X</Quantity> to all of{' '}
          <KernelGradient />.{blame === 0 && ' It is 0, so this place is silent.'}
        </p>
      </div>
    );
  }
  const taps = new Set(products.map(({ tap }) => `${tap.row},${tap.column}`)).size;
  return (
    <div className="demo-sum">
      <p>
        {pixel ? `Pixel (${pixel.row}, ${pixel.column})` : 'This zero of the padding'}{' '}
        {taps === 0
          ? 'met no tap: no window reaches it, and it has no part in the gradient.'
          : `met ${taps} of the taps, each at another place.`}
      </p>
    </div>
  );
}

function TapSum({ cell, products }: { cell: Cell; products: readonly GradientProduct[] }) {
  const alive = products.filter(({ value, blame }) => value !== 0 && blame !== 0);
  const chosen = products.length <= MOST_TERMS ? products : alive;
  const shown = chosen.slice(0, MOST_TERMS);
  const sum = products.reduce((total, { value, blame }) => total + value * blame, 0);
  const left = products.length - shown.length;
  return (
    <div className="demo-sum">
      <p className="demo-equation">
        <Quantity role="kernel">
          ∂L/∂K[{cell.row},{cell.column}]
        </Quantity>{' '}
        ={' '}
        {shown.map(({ value, blame, place }, i) => (
          <span className="demo-term" key={`${place.row},${place.column}`}>
            {i > 0 && '+ '}
            <Quantity role="upstream">{bracketed(blame)}</Quantity>·
            <Quantity role="input">{bracketed(value)}</Quantity>{' '}
          </span>
        ))}
        {shown.length === 0 && '0 '}
        {left > 0 && shown.length > 0 && `+ ${left} more `}= <strong>{formatNumber(sum)}</strong>
      </p>
      <p>
        {products.length} products, one for each place; {products.length - alive.length} of them are
        0.
      </p>
    </div>
  );
}
