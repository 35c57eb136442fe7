import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { Foretold, Guesses } from '#demos/frame/Guesses.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { Choice } from '#ui/Choice.tsx';
import { percent } from '#ui/formatNumber.ts';
import { LinePlot } from '#ui/LinePlot.tsx';
import type firstFrame from './Curves.first.ts';
import { armNames, targetNames } from './names.ts';
import { StepSlider } from '#ui/StepSlider.tsx';
import { curvesDefaults, curvesSchema } from './state.ts';
import type { Spread } from './summary.ts';
import { TargetStrip } from './TargetStrip.tsx';

/** Differences of less than this count as none. */
const SAME = 0.02;

const roles = { tuned: 'prediction', scratch: 'input', probe: 'output' } as const;

/** Recorded: the trained network reused in several ways, near and far, over the number of examples. */
export const Curves = withFirstFrame<typeof firstFrame>(({ first }) => {
  const link = useDemoState('transfer', curvesSchema, curvesDefaults);
  const { state, update } = link;
  const { target, guess } = state;
  const cells = first.cells.filter((cell) => cell.target === target);
  const sizes = [...new Set(cells.map(({ each }) => each))].sort((a, b) => a - b);
  const at = Math.min(state.size, sizes.length - 1);
  const each = sizes[at] ?? 0;
  const here = cells.filter((cell) => cell.each === each);
  const names = ['tuned', 'scratch', 'probe', 'untrained'] as const;
  const seeds = Math.max(...cells.map((cell) => cell.seeds));
  /** What frozen features are worth on the letters stays covered until the reader has bet. */
  const covered = target === 'far' && guess === null;
  const order = ['tuned', 'longTuned', 'probed', 'probe', 'scratch', 'long', 'untrained'] as const;
  const rows = order.flatMap((arm) => {
    const cell = here.find((one) => one.arm === arm);
    return cell && !(covered && (arm === 'probe' || arm === 'scratch')) ? [cell] : [];
  });
  const said = `${targetNames[target]}, ${each} of each class: ${rows
    .map(({ arm, test }) => `${armNames[arm].short} ${percent(test.mean)}`)
    .join(', ')}.`;
  const at20 = (arm: string) =>
    first.cells.find((cell) => cell.target === 'far' && cell.each === 20 && cell.arm === arm)?.test
      .mean ?? Number.NaN;
  const gap = at20('probe') - at20('scratch');
  const truth = gap > SAME ? 'helps' : gap < -SAME ? 'hurts' : 'same';
  const ofRun = here.filter(({ arm, curve }) => curve && arm !== 'probed');

  return (
    <DemoFrame
      id="transfer"
      question="With how many examples does it still pay to begin with a trained network?"
      link={link}
      announce={said}
      status="recorded; mean of three seeds"
      caption={
        <>
          <p>
            <strong>Drag the number of examples</strong>, then change the target. Left, what became
            of each way in the end; right, on the way there.
          </p>
          <p>
            Recorded with {first.testImages.toLocaleString('en')} test pictures of each target.
            “Frozen” and “untrained” learn only a linear head, on features of the network as trained
            and as drawn at random. “Fine-tuned” and “from nothing” take the same number of steps;
            three times as many were tried with the fewest letters and the most photographs.
          </p>
        </>
      }
      controls={
        <>
          <StepSlider
            label="examples of each class"
            symbol="n"
            values={sizes}
            at={at}
            onChange={(size) => update({ size })}
          />
          <Choice
            label="Target"
            role="input"
            options={(['near', 'far'] as const).map((value) => ({
              value,
              label: targetNames[value],
            }))}
            value={target}
            onChange={(value) => update({ target: value })}
          />
          <div className="demo-predict">
            <Guesses
              label="Letters, 20 of each: a linear head on the frozen network, against the whole network from nothing, is"
              options={[
                { value: 'helps', label: 'better' },
                { value: 'same', label: 'about the same' },
                { value: 'hurts', label: 'worse' },
              ]}
              value={guess}
              onGuess={(value) => update({ guess: value, target: 'far', size: 1 })}
            />
            {guess && (
              <p>
                <Foretold right={guess === truth} /> {percent(at20('probe'))} right, against{' '}
                {percent(at20('scratch'))}.
              </p>
            )}
          </div>
        </>
      }
    >
      <TargetStrip src={first.pictures} target={target} />
      <div className="transfer-plots">
        <LinePlot
          series={names.flatMap((arm) =>
            covered && (arm === 'probe' || arm === 'scratch')
              ? []
              : [
                  {
                    name: armNames[arm].short,
                    points: cells
                      .filter((cell) => cell.arm === arm)
                      .sort((a, b) => a.each - b.each)
                      .map((cell) => [cell.each, cell.test.mean] as const),
                    ...(arm in roles && { role: roles[arm as keyof typeof roles] }),
                  },
                ],
          )}
          x={{ title: 'examples of each class (log scale)', kind: 'log', range: [4, 600] }}
          y={{
            title: `share right in the end${covered ? '; two lines wait for your bet' : ''}`,
            range: [0.2, 1],
          }}
          marker={each}
          height={230}
          description={said}
        />
        <LinePlot
          series={ofRun
            .filter(({ arm }) => !(covered && arm === 'scratch'))
            .map(({ arm, curve = [], steps = 1 }) => ({
              name: armNames[arm].short,
              points: curve.map((share, i) => [((i + 1) * steps) / curve.length, share] as const),
              ...(arm in roles && { role: roles[arm as keyof typeof roles] }),
            }))}
          x={{ title: `steps of training, n = ${each}` }}
          y={{ title: 'share right on the way', range: [0.2, 1] }}
          height={230}
          description={`On the way, ${each} of each class: ${ofRun.map(({ arm, curve = [] }) => `${armNames[arm].short} ${curve.map((share) => percent(share)).join(', ')}`).join('; ')}.`}
        />
      </div>
      <div className="transfer-table">
        <table className="demo-table">
          <caption>
            {targetNames[target]}, {each} of each class: per cent right, mean of {seeds} seeds
            (least, most)
          </caption>
          <thead>
            <tr>
              <th scope="col">way</th>
              <th scope="col">right</th>
              <th scope="col">steps</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ arm, test, steps }) => (
              <tr key={arm}>
                <th scope="row">{armNames[arm].long}</th>
                <td>{spreadText(test)}</td>
                <td>{steps ?? '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </DemoFrame>
  );
});

function spreadText({ mean, low, high }: Spread): string {
  const text = (share: number) => (100 * share).toFixed(1);
  return `${text(mean)} (${text(low)}, ${text(high)})`;
}
