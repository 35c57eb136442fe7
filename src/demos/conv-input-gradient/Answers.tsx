import type { LabOutput } from '#numerics/tasks/conv-input-gradient-lab.ts';
import { formatNumber } from '#ui/formatNumber.ts';
import { at } from './layer.ts';

/** The three answers at one pixel, their largest difference over all, and the adjoint test. */
export function Answers({ result, u, v }: { result: LabOutput; u: number; v: number }) {
  const [left, right] = result.adjoint;
  return (
    <div className="ig-answers">
      <table>
        <caption>Three ways to the same gradient</caption>
        <thead>
          <tr>
            <th scope="col">computed by</th>
            <th scope="col">
              at ({u}, {v})
            </th>
            <th scope="col">largest difference, all pixels</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">the theorem: pad, flip, slide</th>
            <td>{formatNumber(at(result.theorem, u, v), 6)}</td>
            <td>–</td>
          </tr>
          <tr>
            <th scope="row">automatic differentiation of Σ G⊙Y</th>
            <td>{formatNumber(at(result.automatic, u, v), 6)}</td>
            <td>{formatNumber(result.automaticDifference, 2)}</td>
          </tr>
          <tr>
            <th scope="row">central differences, step 10⁻⁴</th>
            <td>{formatNumber(at(result.central, u, v), 6)}</td>
            <td>{formatNumber(result.centralDifference, 2)}</td>
          </tr>
        </tbody>
      </table>
      <p className="measure ig-adjoint">
        <span>
          Adjoint test: ⟨Cx, g⟩ − ⟨x, Cᵀg⟩ = {formatNumber(left, 6)} − {bracketed(right)} =
        </span>
        <span className="measure-value">{formatNumber(left - right, 2)}</span>
      </p>
    </div>
  );
}

function bracketed(value: number): string {
  return value < 0 ? `(${formatNumber(value, 6)})` : formatNumber(value, 6);
}
