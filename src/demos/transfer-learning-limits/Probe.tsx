import { useEffect, useState } from 'react';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { FrameTask } from '#demos/frame/FrameTask.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { useTask } from '#demos/frame/useTask.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { PicturesMissing } from '#demos/network/PicturesMissing.tsx';
import { usePictures } from '#demos/network/usePictures.ts';
import type probeTask from '#numerics/tasks/transfer-learning-limits-probe.ts';
import { Choice } from '#ui/Choice.tsx';
import { percent } from '#ui/formatNumber.ts';
import { LinePlot } from '#ui/LinePlot.tsx';
import { Slider } from '#ui/Slider.tsx';
import { targetNames } from './names.ts';
import type firstFrame from './Probe.first.ts';
import { probeDefaults, probeSchema } from './state.ts';
import { TargetStrip } from './TargetStrip.tsx';

/** Linear heads on frozen features of the trained and of an untrained network, near and far, run here. */
export const Probe = withFirstFrame<typeof firstFrame>(({ first }) => {
  const link = useDemoState('frozen', probeSchema, probeDefaults);
  const { state, update, ready } = link;
  const { target, seed } = state;
  const [runs, setRuns] = useState(0);
  const task = useTask<typeof probeTask>('transfer-learning-limits-probe');
  const isRecorded = seed === probeDefaults.seed;
  const wanted = ready && (runs > 0 || !isRecorded);
  const pictures = usePictures(first.sheet, wanted);
  useEffect(() => {
    const { pixels } = pictures;
    if (!wanted || !pixels) return;
    task.run({ target, seed, photographs: { pixels, labels: first.labels } });
  }, [wanted, pictures.pixels, target, seed, runs]);

  const { result, resultOf } = task;
  const isOwn = wanted && resultOf?.target === target && resultOf.seed === seed;
  const recorded = first.probes.find((of) => of.target === target);
  const shown = (isOwn && result) || recorded;
  const of = isOwn ? `seed ${seed}, run here` : 'seed 1, recorded';
  const [trained = [], untrained = []] = [shown?.trained.shares, shown?.untrained.shares];
  const mistaken = shown?.mistaken ?? Number.NaN;
  const text = (share: [number, number, number] | undefined) =>
    share ? `${percent(share[0])} (${percent(share[1])}, ${percent(share[2])})` : '–';
  const said = `${targetNames[target]}, ${first.each.at(-1)} of each: ${percent(trained.at(-1)?.[0] ?? 0)} right on features of six, ${percent(untrained.at(-1)?.[0] ?? 0)} on those of the untrained network. Told from the source with ${percent(mistaken)} of mistakes.`;

  return (
    <DemoFrame
      id="frozen"
      question="What are the frozen features worth, against those of a network that has learned nothing?"
      link={{
        ...link,
        reset: () => {
          setRuns(0);
          link.reset();
        },
      }}
      tasks={[task]}
      showsTasks
      announce={said}
      status={`network: six (${(100 * first.accuracy).toFixed(1)} % right on its six classes), and its shape with random weights`}
      caption={
        <>
          <p>
            Both networks stay as they are. For each number of examples twenty lessons are drawn, a
            linear head is learned on each by ridge regression, and 25 other pictures of each class
            are the test.
          </p>
          <p>
            <strong>Change the target</strong>, then run it with a seed of your own: other lessons,
            other letters, another untrained network. Fetches {first.megabytes.toFixed(1)} MB once.
          </p>
        </>
      }
      controls={
        <>
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
          <Slider
            label="seed"
            value={seed}
            min={1}
            max={99}
            onChange={(value) => update({ seed: value })}
          />
          <button type="button" className="button needs-script" onClick={() => setRuns(runs + 1)}>
            Run it here
          </button>
        </>
      }
    >
      <TargetStrip src={first.pictures} target={target} />
      <div className="transfer-table">
        {wanted && pictures.pixels === null && !pictures.failed && (
          <p className="demo-progress">Fetching the 500 pictures …</p>
        )}
        <FrameTask task={task} consolation="The figure keeps its last result." />
        <PicturesMissing of={pictures} />
        <LinePlot
          series={[
            {
              name: 'six, frozen',
              points: first.each.map((n, i) => [n, trained[i]?.[0] ?? Number.NaN] as const),
              role: 'output',
            },
            {
              name: 'untrained',
              points: first.each.map((n, i) => [n, untrained[i]?.[0] ?? Number.NaN] as const),
            },
          ]}
          x={{ title: `examples of each class; ${of}`, range: [1, 25] }}
          y={{ title: 'share right, mean of 20 lessons', range: [0.2, 1] }}
          height={210}
          description={said}
        />
        <table className="demo-table">
          <caption>
            {targetNames[target]}, {of}: mean of 20 lessons (least, most). A linear head that is
            asked whether a picture is of the source or of the target errs on {percent(mistaken)};
            by chance it would on 50 %.
          </caption>
          <thead>
            <tr>
              <th scope="col">of each</th>
              <th scope="col">six, frozen</th>
              <th scope="col">untrained</th>
            </tr>
          </thead>
          <tbody>
            {[1, 4, 7].map((i) => (
              <tr key={i}>
                <th scope="row">{first.each[i]}</th>
                <td>{text(trained[i])}</td>
                <td>{text(untrained[i])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </DemoFrame>
  );
});
