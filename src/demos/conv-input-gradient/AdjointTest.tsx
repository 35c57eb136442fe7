import { bracketed, formatNumber } from '#ui/formatNumber.ts';

/** ⟨Cx, g⟩ against ⟨x, Cᵀg⟩: equal when the one operator is the other's adjoint. */
export function AdjointTest({ products: [left, right] }: { products: readonly [number, number] }) {
  return (
    <p className="measure ig-adjoint">
      <span>
        Adjoint test: ⟨Cx, g⟩ − ⟨x, Cᵀg⟩ = {formatNumber(left, 6)} − {bracketed(right, 6)} =
      </span>
      <span className="measure-value">{formatNumber(left - right, 2)}</span>
    </p>
  );
}
