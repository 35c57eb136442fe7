import type { KernelLabOutput } from '#numerics/tasks/conv-kernel-gradient-lab.ts';
import { formatNumber } from '#ui/formatNumber.ts';
import type { Cell } from '#ui/matrix.ts';
import { at } from './layer.ts';

/** The three answers at one entry, and their largest difference over all entries. */
export function Answers({ result, tap }: { result: KernelLabOutput; tap: Cell }) {
  const rows = [
    { name: 'the theorem, X ⋆ G in 32 bits', grid: result.theorem, difference: null },
    {
      name: 'automatic differentiation of Σ G⊙Y',
      grid: result.automatic,
      difference: result.automaticDifference,
    },
    {
      name: 'central differences, h = 1',
      grid: result.central,
      difference: result.centralDifference,
    },
  ];
  return (
    <table className="kg-table">
      <caption>Three ways to the same gradient</caption>
      <thead>
        <tr>
          <th scope="col">computed by</th>
          <th scope="col">
            at [{tap.row},{tap.column}]
          </th>
          <th scope="col">largest difference to the theorem</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, grid, difference }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{formatNumber(at(grid, tap), 6)}</td>
            <td>{difference === null ? '–' : formatNumber(difference, 2)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
