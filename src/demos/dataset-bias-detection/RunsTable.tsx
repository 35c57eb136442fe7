import { hasPlace } from '#numerics/cues/cue.ts';
import { formatNumber, percent } from '#ui/formatNumber.ts';
import { describeCue } from './describeCue.ts';
import { threeTests, type ShownTrial } from './shownTrial.ts';

/** The networks so far, newest first: how they do in three tests, and what their maps make of the cue. */
export function RunsTable({ runs }: { runs: readonly ShownTrial[] }) {
  return (
    <div className="runs" tabIndex={0} role="region" aria-label="Networks so far">
      <table className="demo-table">
        <caption>Newest first; of a tag its row and column</caption>
        <thead>
          <tr>
            <th scope="col">cue, ρ, seed</th>
            <th scope="col">matched</th>
            <th scope="col">balanced</th>
            <th scope="col">flipped</th>
            <th scope="col">worst group</th>
            <th scope="col">gradient in cue</th>
            <th scope="col">Grad-CAM in cue</th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run, i) => (
            <Row key={runs.length - i} run={run} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ run }: { run: ShownTrial }) {
  const { matched, balanced, flipped, worst } = threeTests(run);
  const { cue, agreement, seed } = run.trial;
  const { saliency, gradCam } = run.looks.with.enrichment;
  const times = ({ mean }: { mean: number }) =>
    hasPlace(cue) ? `${formatNumber(mean, 2)} ×` : 'everywhere';
  return (
    <tr>
      <th scope="row">
        {describeCue(cue)}, {percent(agreement)}, {seed}
      </th>
      <td>{percent(matched)}</td>
      <td>{percent(balanced)}</td>
      <td>
        <strong>{percent(flipped)}</strong>
      </td>
      <td>{percent(worst)}</td>
      <td>{times(saliency)}</td>
      <td>{times(gradCam)}</td>
    </tr>
  );
}
