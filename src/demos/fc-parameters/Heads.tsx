import { useState } from 'react';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { Foretold, Guesses } from '#demos/frame/Guesses.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { useTask } from '#demos/frame/useTask.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { loadSheet } from '#demos/network/loadSheet.ts';
import type heads from '#numerics/tasks/fc-parameters-heads.ts';
import { Choice } from '#ui/Choice.tsx';
import { wholeText } from '#ui/formatNumber.ts';
import type firstFrame from './Heads.first.ts';
import { compared, raceVerdict, range } from './raceVerdict.ts';
import { headsDefaults, headsSchema } from './state.ts';

const guesses = [
  { value: 'same', label: 'hardly: within 10 per cent', least: 0.9, most: 1.1 },
  { value: 'share', label: 'about 29 per cent', least: 1.2, most: 1.4 },
  { value: 'double', label: 'about twice as long', least: 1.7, most: 2.3 },
] as const;

/** The same convolutions under two heads: what they cost on paper, and on the reader's machine. */
export const Heads = withFirstFrame<typeof firstFrame>(({ first }) => {
  const { pooled, flat, sheet, megabytes } = first;
  const link = useDemoState('fc-parameters-heads', headsSchema, headsDefaults);
  const { state, update } = link;
  const { guess, atOnce } = state;
  const task = useTask<typeof heads>('fc-parameters-heads');
  const [failure, setFailure] = useState<string | null>(null);
  const { result, resultOf } = task;

  const race = () => {
    setFailure(null);
    loadSheet(sheet).then(
      (pixels) => task.run({ pixels, labels: sheet.labels, atOnce, rounds: 12 }),
      () => setFailure('The test pictures did not arrive; press again to try once more.'),
    );
  };
  const chosen = guesses.find(({ value }) => value === guess);
  const verdict = result && chosen && raceVerdict(result, chosen);
  const milliseconds = (value: number) => `${value.toFixed(2)} ms`;
  const summary = result
    ? `Of ${result.pictures} test pictures the pooled head got ${result.pooled.right} right and the flat one ${result.flat.right}; a picture took ${milliseconds(result.pooled.milliseconds)} and ${milliseconds(result.flat.milliseconds)}. ${compared(result)}`
    : undefined;
  const rows = [
    { name: 'parameters', values: [pooled.parameters, flat.parameters], text: wholeText },
    { name: 'multiply-adds', values: [pooled.multiplyAdds, flat.multiplyAdds], text: wholeText },
    {
      name: `time of a picture, ${resultOf?.atOnce ?? atOnce} at once`,
      values: result && [result.pooled.milliseconds, result.flat.milliseconds],
      text: milliseconds,
      range: result && range(result.ratio),
    },
    {
      name: `wrong, of ${wholeText(pooled.tested)}`,
      values: [wrong(pooled), wrong(flat)],
      text: wholeText,
    },
  ] as const;

  return (
    <DemoFrame
      id="fc-parameters-heads"
      question="What does a head cost when the network runs?"
      link={link}
      tasks={[task]}
      announce={summary}
      status={failure ?? 'networks: base and flat-head; pictures: CIFAR-10, test images'}
      caption={
        <>
          <p>
            The convolutions have the same shapes; each network has its own weights. The time is
            measured here, on your machine: the median of 12 laps of 25 pictures each, divided by
            25. The laps alternate in every order. Flat ÷ pooled is a range, from the third smallest
            to the third largest of the 12 ratios: with at least 95 per cent the true median is in
            it. The pooled network runs twice a round: against itself it should take 1.00 times as
            long, and how far it strays is how far this clock can be trusted.
          </p>
          <p>
            Nothing is loaded before you press: the two networks and the sheet of pictures are{' '}
            {megabytes.toFixed(1)} MB.
          </p>
          <p>
            <strong>Try:</strong> run it again, and see how far one and the same number moves. Then
            send 25 pictures at once. Do the two ranges ever come apart?
          </p>
        </>
      }
      controls={
        <>
          <div className="demo-predict">
            <h4>First guess, then run</h4>
            <p>
              The flat head brings 29 per cent more parameters. How much longer will a picture take?
            </p>
            <Guesses
              label="Your guess"
              options={guesses}
              value={guess}
              onGuess={(guess) => {
                update({ guess });
                race();
              }}
            />
            <p role="status" aria-live="polite">
              {chosen && task.running && 'Running …'}
              {verdict && result && !task.running && (
                <>
                  {verdict === 'undecided' ? (
                    <strong>This clock cannot judge that today:</strong>
                  ) : (
                    <Foretold right={verdict === 'right'} />
                  )}{' '}
                  the flat head took {range(result.ratio)} times as long as the pooled one.
                </>
              )}
            </p>
          </div>
          <Choice
            label="Pictures at once, while the clock runs"
            options={[
              { value: 1, label: '1' },
              { value: 25, label: '25' },
            ]}
            value={atOnce}
            onChange={(atOnce) => update({ atOnce })}
          />
          <button type="button" className="button" onClick={() => race()}>
            {result ? 'Run both again' : 'Run both without a guess'}
          </button>
        </>
      }
    >
      <table className="demo-table fc-counts fc-race" aria-busy={task.running}>
        <thead>
          <tr>
            <td />
            <th scope="col">pooled head</th>
            <th scope="col">flat head</th>
            <th scope="col">flat ÷ pooled</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, values, text, ...row }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {values ? (
                <>
                  {values.map((value, i) => (
                    <td key={i} data-head={i === 0 ? 'pooled' : 'flat'}>
                      {text(value)}
                      <span
                        className="fc-length"
                        aria-hidden="true"
                        style={{ width: `${(100 * value) / Math.max(...values)}%` }}
                      />
                    </td>
                  ))}
                  <td>{'range' in row ? row.range : (values[1] / values[0]).toFixed(3)}</td>
                </>
              ) : (
                <td colSpan={3}>not measured yet</td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        Test accuracy {accuracy(pooled)} and {accuracy(flat)}; trained for {pooled.epochs} and{' '}
        {flat.epochs} epochs.
        {result && resultOf && (
          <>
            {' '}
            Of the {result.pictures} pictures here {result.pooled.right} and {result.flat.right}{' '}
            came out right; the two gave the same class to {result.agree}. {compared(result)}
          </>
        )}
      </p>
    </DemoFrame>
  );
});

interface Known {
  accuracy: number;
  tested: number;
}

function wrong({ accuracy, tested }: Known): number {
  return Math.round((1 - accuracy) * tested);
}

function accuracy(known: Known): string {
  return `${(100 * known.accuracy).toFixed(2)} %`;
}
