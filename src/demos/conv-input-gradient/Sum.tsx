import { Quantity } from '#demos/frame/Quantity.tsx';
import type { Matrix } from '#ui/matrix.ts';
import { bracketed, formatNumber } from '#ui/formatNumber.ts';
import { at, type Layer } from './layer.ts';
import { InputGradient } from './InputGradient.tsx';

interface Props {
  layer: Layer;
  g: Matrix;
  kernel: Matrix;
}

/** The gradient of one pixel written out: which outputs read it, through which weight. */
export function GatheredSum({ layer, g, kernel, u, v }: Props & { u: number; v: number }) {
  const readers = layer.products.filter((product) => product.u === u && product.v === v);
  return (
    <div className="demo-sum">
      <p>
        Pixel ({u}, {v}) was read by {countOf(readers.length, 'output')}.
      </p>
      <p className="demo-equation">
        <InputGradient />[{u},{v}] ={' '}
        {readers.length === 0
          ? 'an empty sum'
          : readers.map(({ r, c, a, b }, i) => (
              <span className="demo-term" key={`${r},${c}`}>
                {i > 0 && '+ '}
                <Quantity role="upstream">
                  G[{r},{c}]
                </Quantity>
                ·
                <Quantity role="kernel">
                  K[{a},{b}]
                </Quantity>{' '}
              </span>
            ))}
      </p>
      <p className="demo-equation">
        ={' '}
        {readers.map(({ r, c, a, b }, i) => (
          <span className="demo-term" key={`${r},${c}`}>
            {i > 0 && '+ '}
            {bracketed(at(g, r, c))}·{bracketed(at(kernel, a, b))}{' '}
          </span>
        ))}
        {readers.length > 0 && '= '}
        <strong>{formatNumber(at(layer.gradient, u, v))}</strong>
      </p>
    </div>
  );
}

/** What one output sends: a stamp of the kernel, not flipped. */
export function ScatteredStamp({ layer, g, kernel, r, c }: Props & { r: number; c: number }) {
  const sent = layer.products.filter((product) => product.r === r && product.c === c);
  return (
    <div className="demo-sum">
      <p>
        Output ({r}, {c}) sends{' '}
        <Quantity role="upstream">
          G[{r},{c}]
        </Quantity>{' '}
        = {formatNumber(at(g, r, c))} times the kernel, not flipped, to the{' '}
        {countOf(sent.length, 'pixel')} it has read.
      </p>
      <p className="demo-equation">
        {sent.map(({ a, b, u, v }) => (
          <span className="demo-term" key={`${a},${b}`}>
            <Quantity role="input">
              [{u},{v}]
            </Quantity>{' '}
            += {bracketed(at(g, r, c))}·{bracketed(at(kernel, a, b))};{' '}
          </span>
        ))}
      </p>
    </div>
  );
}

export function countOf(count: number, noun: string): string {
  if (count === 0) return `no ${noun}`;
  return count === 1 ? `one ${noun}` : `${count} ${noun}s`;
}
