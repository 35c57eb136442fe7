import { useEffect, useState } from 'react';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { useTask } from '#demos/frame/useTask.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { PicturesMissing } from '#demos/network/PicturesMissing.tsx';
import { NUMBERS } from '#demos/network/sheet.ts';
import { usePictures } from '#demos/network/usePictures.ts';
import { networkBehind } from '#numerics/adversarial/setups.ts';
import type count from '#numerics/tasks/adversarial-defenses-count.ts';
import type { CountOutput } from '#numerics/tasks/adversarial-defenses-count.ts';
import { Choice } from '#ui/Choice.tsx';
import { formatNumber, percent, wholeText } from '#ui/formatNumber.ts';
import { LinePlot } from '#ui/LinePlot.tsx';
import { Slider } from '#ui/Slider.tsx';
import { AttackChoice } from './AttackChoice.tsx';
import type firstFrame from './Count.first.ts';
import { countedOf, rowsOf } from './counted.ts';
import { attackNames, defenceNames } from './names.ts';
import { countDefaults, COUNTED, countedRadii, countSchema, type CountState } from './state.ts';

/** Robust accuracy over ε: recorded on many pictures, and counted here on some. */
export const Count = withFirstFrame<typeof firstFrame>(({ first }) => {
  const { sheet, curves } = first;
  const link = useDemoState('count', countSchema, countDefaults);
  const { state, update } = link;
  const { defence, attack, norm, pictures, seed } = state;
  const [wanted, setWanted] = useState<CountState | null>(null);
  const fetched = usePictures(sheet, wanted !== null);
  const task = useTask<typeof count>('adversarial-defenses-count');
  const [ran, setRan] = useState<CountState | null>(null);

  useEffect(() => {
    if (!wanted || !fetched.pixels) return;
    setRan(wanted);
    setWanted(null);
    task.run({
      pixels: fetched.pixels.subarray(0, wanted.pictures * NUMBERS),
      labels: sheet.labels.slice(0, wanted.pictures),
      defence: wanted.defence,
      attack: wanted.attack,
      norm: wanted.norm,
      radii: countedRadii[wanted.norm].map((radius) => radius / unitOf(wanted.norm)),
      seed: wanted.seed,
    });
  }, [wanted, fetched.pixels]);

  const here = countedOf({ ...task, partial: task.partial as CountOutput | null, asked: ran });
  const rows = here ? rowsOf(here) : [];
  const isSame = here?.defence === defence && here.norm === norm;
  const own = curves.filter((curve) => curve.defence === defence && curve.norm === norm);
  const series = own.map((curve) => ({
    name: attackNames[curve.attack].short,
    points: curve.points,
    role: curve.attack === attack ? ('prediction' as const) : undefined,
  }));
  const live = here &&
    isSame &&
    here.right.length > 0 && {
      name: 'counted here',
      points: rows.map(({ radius, share }) => [radius, share] as const),
      role: 'output' as const,
    };
  const at = norm === 'linf' ? 8 : 0.5;
  const unit = norm === 'linf' ? 'grey levels' : 'L2, black to white = 1';
  const said = own
    .map(({ attack: by, points }) => {
      const share = points.find(([radius]) => radius === at)?.[1];
      return share === undefined ? '' : `${attackNames[by].name} ${percent(share)}`;
    })
    .filter(Boolean)
    .join('; ');
  const recorded = own.length
    ? `Recorded with ε = ${at}: ${said} still right.`
    : 'Not recorded with this norm; count it here.';

  return (
    <DemoFrame
      id="count"
      question="How many pictures are still right when the attack is allowed more?"
      caption={
        <>
          <p>
            {recorded}{' '}
            {own[0] && `The lines are of ${wholeText(own[0].of)} test pictures, 20 steps.`} A
            picture counts if the answer is right before and after.
          </p>
          <p>
            Go through the defences and ask of each: is any gradient attack worse than{' '}
            <em>random</em>? Is one on <em>another</em> network better than one on this?
          </p>
          <p>
            Here it is done with 10 steps, on the first of the 500 pictures, which are fetched once,{' '}
            {(sheet.megabytes ?? 0).toFixed(1)} MB. Noise and smoothing take longest: a mean
            gradient takes 8 draws a step (16 in the lines).
          </p>
        </>
      }
      link={{
        ...link,
        reset: () => {
          task.cancel();
          setRan(null);
          link.reset();
        },
      }}
      tasks={[task]}
      announce={`${defenceNames[defence].long}. ${recorded}`}
      status={`network: ${networkBehind[defence]}`}
      controls={
        <>
          <AttackChoice defence={defence} attack={attack} onChange={update} />
          <Choice
            label="Budget measured in"
            options={[
              { value: 'linf', label: 'L∞' },
              { value: 'l2', label: 'L2' },
            ]}
            value={norm}
            onChange={(next) => update({ norm: next })}
          />
          <Choice
            label="Pictures"
            options={COUNTED.map((value) => ({ value, label: String(value) }))}
            value={pictures}
            onChange={(next) => update({ pictures: next })}
          />
          <Slider
            label="seed"
            value={seed}
            min={1}
            max={99}
            onChange={(next) => update({ seed: next })}
          />
          <button
            type="button"
            className="button needs-script"
            disabled={task.running || wanted !== null}
            onClick={() => setWanted({ ...state })}
          >
            Count here
          </button>
          <PicturesMissing of={fetched} />
        </>
      }
    >
      <LinePlot
        series={live ? [...series, live] : series}
        x={{ title: `budget ε, ${unit}`, range: norm === 'linf' ? [0, 16] : [0, 1] }}
        y={{ title: `right, with ${defenceNames[defence].long}`, range: [0, 1] }}
        description={recorded}
        height={260}
      />
      {here && (
        <div className="count-table">
          <table>
            <caption>
              Counted here: {defenceNames[here.defence].long}, {attackNames[here.attack].name}; with
              95 % intervals
            </caption>
            <thead>
              <tr>
                <th scope="col">ε</th>
                <th scope="col">right of {here.of}</th>
                <th scope="col">share</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ radius, right, share, low, high }) => (
                <tr key={radius}>
                  <th scope="row">{formatNumber(radius)}</th>
                  <td>{right}</td>
                  <td>
                    {percent(share)} ({percent(low)} to {percent(high)})
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </DemoFrame>
  );
});

/** Budgets of L∞ are in grey levels here, in shares of 255 for the task. */
function unitOf(norm: CountState['norm']): number {
  return norm === 'linf' ? 255 : 1;
}
