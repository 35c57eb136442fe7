import { formatNumber } from '#ui/formatNumber.ts';
import type { Cell, Matrix } from '#ui/matrix.ts';

/** A gradient computed in three ways, and how far the other two are from the theorem. */
export interface ThreeAnswers {
  theorem: Matrix;
  automatic: Matrix;
  automaticDifference: number;
  central: Matrix;
  centralDifference: number;
}

interface Props {
  answers: ThreeAnswers;
  /** The entry whose three values are shown. */
  cell: Cell;
  /** The theorem in a few words. */
  theorem: string;
  /** The step of the central differences. */
  step: string;
}

/** The three answers at one entry, and their largest difference to the theorem over all entries. */
export function ThreeWays({ answers, cell, theorem, step }: Props) {
  const rows = [
    { name: theorem, values: answers.theorem, difference: null },
    {
      name: 'automatic differentiation of Σ G⊙Y',
      values: answers.automatic,
      difference: answers.automaticDifference,
    },
    {
      name: `central differences, ${step}`,
      values: answers.central,
      difference: answers.centralDifference,
    },
  ];
  return (
    <table className="demo-table">
      <caption>Three ways to the same gradient</caption>
      <thead>
        <tr>
          <th scope="col">computed by</th>
          <th scope="col">
            at [{cell.row},{cell.column}]
          </th>
          <th scope="col">largest difference to the theorem</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, values, difference }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{formatNumber(values[cell.row]?.[cell.column] ?? Number.NaN, 6)}</td>
            <td>{difference === null ? '–' : formatNumber(difference, 2)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
