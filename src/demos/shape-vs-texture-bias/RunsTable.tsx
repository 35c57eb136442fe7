import { percent } from '#ui/formatNumber.ts';
import { study } from '#numerics/conflict/trial.ts';
import { describeTrial } from './names.ts';
import { biasText, countedText, decisionsAtEnd, type ShownRun } from './shownRun.ts';

/** The networks so far, the newest first. */
export function RunsTable({ runs }: { runs: readonly ShownRun[] }) {
  return (
    <div className="conflict-runs">
      <table>
        <caption>Networks so far; held-out figures whole, and in shuffled tiles</caption>
        <thead>
          <tr>
            <th scope="col">trained on</th>
            <th scope="col">shape bias</th>
            <th scope="col">counted</th>
            <th scope="col">whole</th>
            <th scope="col">2×2</th>
            <th scope="col">4×4</th>
            <th scope="col">8×8</th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run, i) => (
            <tr key={runs.length - i}>
              <th scope="row">{describeTrial(run.trial)}</th>
              <td>
                <strong>{biasText(decisionsAtEnd(run))}</strong>
              </td>
              <td>{countedText(decisionsAtEnd(run))}</td>
              {run.shuffled.map(({ tiles, right }) => (
                <td key={tiles}>{percent(right / study.held)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
