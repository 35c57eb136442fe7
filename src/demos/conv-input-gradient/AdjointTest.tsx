import { bracketed, formatNumber } from '#ui/formatNumber.ts';

interface Props {
  /** ⟨Cx, g⟩ and ⟨x, back(g)⟩. */
  products: readonly [number, number];
  /** What was computed on the way back. */
  back?: string;
}

/** ⟨Cx, g⟩ against ⟨x, Cᵀg⟩: equal when the one operator is the other's adjoint. */
export function AdjointTest({ products: [left, right], back = 'Cᵀg' }: Props) {
  return (
    <p className="measure ig-adjoint">
      <span>
        Adjoint test: ⟨Cx, g⟩ − ⟨x, {back}⟩ = {formatNumber(left, 6)} − {bracketed(right, 6)} =
      </span>
      <span className="measure-value">{formatNumber(left - right, 2)}</span>
    </p>
  );
}
