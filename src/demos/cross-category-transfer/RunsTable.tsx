import { percent } from '#ui/formatNumber.ts';
import { describePlan } from './names.ts';
import type { Run } from './useGrouping.ts';

/** What has been run here, newest first. */
export function RunsTable({ runs }: { runs: readonly Run[] }) {
  if (runs.length === 0) return null;
  return (
    <div className="cct-table">
      <table className="demo-table">
        <caption>Run here</caption>
        <thead>
          <tr>
            <th scope="col">how</th>
            <th scope="col">ACC</th>
            <th scope="col">NMI</th>
            <th scope="col">used</th>
          </tr>
        </thead>
        <tbody>
          {runs.map(({ plan, found }, i) => (
            <tr key={i}>
              <th scope="row">{describePlan(plan)}</th>
              <td>{percent(found.scores.accuracy, 1)}</td>
              <td>{found.scores.nmi.toFixed(2)}</td>
              <td>{found.scores.used}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
