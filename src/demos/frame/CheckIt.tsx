import { useState } from 'react';
import type { CheckResult, TaskContext } from '#numerics/tasks/context.ts';
import { formatNumber } from '#ui/formatNumber.ts';
import { FrameTask } from './FrameTask.tsx';
import { useTask } from './useTask.ts';

type CheckTask = (input: { seed: number }, context: TaskContext) => Promise<CheckResult>;

/** The button under a boxed formula that runs the formula's own test, with new numbers each time. */
export function CheckIt({ name }: { name: string }) {
  const task = useTask<CheckTask>(`check-${name}`);
  const [presses, setPresses] = useState(0);
  const { result, resultOf } = task;
  const press = () => {
    setPresses(presses + 1);
    task.run({ seed: newSeed() });
  };
  return (
    <div className="check-it">
      <button type="button" className="button" onClick={press} disabled={task.running}>
        {presses === 0 ? 'Check it' : 'Check it again'}
      </button>
      <FrameTask task={task} />
      <div role="status" aria-live="polite">
        {result && resultOf && <CheckReport result={result} seed={resultOf.seed} />}
      </div>
    </div>
  );
}

/** The statement that was tested and its discrepancies. */
function CheckReport({ result, seed }: { result: CheckResult; seed: number }) {
  const failed = result.rows.filter((row) => !(row.value <= row.tolerance)).length;
  return (
    <div className="check-report">
      <p>{result.statement}</p>
      <p>
        <strong>{verdict(failed, result.rows.length)}</strong>{' '}
        <span className="check-seed">Random numbers from seed {seed}.</span>
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">Compared</th>
            <th scope="col">Largest difference</th>
            <th scope="col">Allowed for rounding</th>
            <th scope="col">Holds</th>
          </tr>
        </thead>
        <tbody>
          {result.rows.map((row) => (
            <tr key={row.label}>
              <th scope="row">{row.label}</th>
              <td>{formatNumber(row.value, 2)}</td>
              <td>{formatNumber(row.tolerance, 2)}</td>
              <td>{row.value <= row.tolerance ? '✓ yes' : '✗ no'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function verdict(failed: number, total: number): string {
  if (failed > 0) return `It does not hold in ${failed} of ${total} comparisons.`;
  if (total === 1) return 'It holds.';
  return `It holds in ${total === 2 ? 'both' : `all ${total}`} comparisons.`;
}

/** A seed that differs from press to press; it is shown, so that the run can be repeated. */
function newSeed(): number {
  return (crypto.getRandomValues(new Uint32Array(1))[0] ?? 1) % 1_000_000;
}
