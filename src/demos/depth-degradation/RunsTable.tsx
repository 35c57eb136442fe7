import { formatNumber, percent } from '#ui/formatNumber.ts';
import { diverged, lastError, lossByEpoch, nameOf, type ShownRun } from './shownRun.ts';
import { firstOverLast } from './gradientShape.ts';

/** The networks so far, newest first. */
export function RunsTable({ runs }: { runs: readonly ShownRun[] }) {
  return (
    <div className="depth-runs" tabIndex={0} role="region" aria-label="Networks so far">
      <table className="demo-table">
        <caption>Newest first; ratio: first kernel’s gradient over the last’s</caption>
        <thead>
          <tr>
            <th scope="col">layers, seed</th>
            <th scope="col">ratio, first step</th>
            <th scope="col">after an epoch</th>
            <th scope="col">last step</th>
            <th scope="col">loss, last epoch</th>
            <th scope="col">error, last epoch</th>
          </tr>
        </thead>
        <tbody>
          {runs.map(({ trial, course }, i) => (
            <tr key={runs.length - i}>
              <th scope="row">
                {nameOf(trial)}, {trial.seed}
              </th>
              <td>{ratio(course.norms.first)}</td>
              <td>{ratio(course.norms.afterEpoch ?? [])}</td>
              <td>{ratio(course.norms.last)}</td>
              <td>
                {diverged(course) ? 'no number' : formatNumber(lossByEpoch(course).at(-1) ?? 0, 3)}
              </td>
              <td>
                <strong>{diverged(course) ? 'diverged' : percent(lastError(course))}</strong>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ratio(norms: readonly number[]): string {
  const found = firstOverLast(norms);
  return Number.isFinite(found) ? formatNumber(found, 2) : '–';
}
