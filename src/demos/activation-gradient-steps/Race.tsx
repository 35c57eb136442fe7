import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { useTask } from '#demos/frame/useTask.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { networkStatus } from '#demos/network/networkStatus.ts';
import type race from '#numerics/tasks/activation-gradient-steps-race.ts';
import { formatNumber } from '#ui/formatNumber.ts';
import type firstFrame from './Race.first.ts';

/** All slopes of one unit by one way back, and by changing every number of the picture in turn. */
export const Race = withFirstFrame<typeof firstFrame>(({ first }) => {
  const task = useTask<typeof race>('activation-gradient-steps-race');
  const { result } = task;
  const run = () => {
    const pixels = Uint8Array.from(atob(first.pixels), (byte) => byte.charCodeAt(0));
    task.run({ pixels, ...first.unit });
  };
  const { layer, channel, row, column } = first.unit;
  const rows = [
    ['a run through all layers', result?.wholeMs],
    [`a run as far as ${layer}`, result?.forwardMs],
    ['that run and the way back', result?.gradientMs],
    ['3,072 runs, a number changed in each', result?.differencesMs],
  ] as const;
  const times = result ? `${formatNumber(result.differencesMs / result.gradientMs)} times` : '';
  return (
    <DemoFrame
      id="race"
      question="What does it cost to ask 3,072 numbers at once?"
      caption={
        <p>
          The same 3,072 slopes of unit [{row}, {column}] of map {channel} in {layer}, twice: by one
          way back, and one by one, each number of the picture (−1 to 1) raised by 1/255. The second
          takes seconds, and can be stopped.
        </p>
      }
      tasks={[task]}
      announce={result ? `The differences took ${times} as long as the way there and back.` : ''}
      status={networkStatus('base', first.accuracy)}
      controls={
        <button type="button" className="button" onClick={run} disabled={task.running}>
          Measure on this device
        </button>
      }
    >
      <table className="demo-table">
        <caption>Milliseconds</caption>
        <tbody>
          {rows.map(([name, ms]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{ms === undefined ? '–' : formatNumber(ms)}</td>
              <td>
                {ms === undefined || !result
                  ? '–'
                  : `${formatNumber(ms / result.forwardMs)} × the run to ${layer}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {result && (
        <p role="status">
          The differences took {times} as long. {3072 - result.apart} of the 3,072 slopes agree to 1
          % of the largest one; the widest gap is {(100 * result.gap).toFixed(1)} % of it, where a
          ReLU or a maximum switched within the step.
        </p>
      )}
    </DemoFrame>
  );
});
