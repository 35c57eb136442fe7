import { useEffect, useMemo } from 'react';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { FrameTask } from '#demos/frame/FrameTask.tsx';
import { Foretold, Guesses } from '#demos/frame/Guesses.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { inPlaces, percent } from '#ui/formatNumber.ts';
import { Slider } from '#ui/Slider.tsx';
import { ClassPicker } from './ClassPicker.tsx';
import { ClimbButtons } from './ClimbButtons.tsx';
import type firstFrame from './Lab.first.ts';
import { PictureTile } from './PictureTile.tsx';
import { shownClimb } from './shownClimb.ts';
import {
  labClimbs,
  labDefaults,
  labSchema,
  MOST_STEPS,
  wayNames,
  ways,
  type LabState,
} from './state.ts';
import { useClimbs } from './useClimbs.ts';

const guesses = [
  { value: 'same', label: 'it too: above 90 %' },
  { value: 'unsure', label: '20 to 90 %' },
  { value: 'chance', label: 'about chance' },
] as const;

/** One class, six pictures: five priors and a robust network, climbing side by side. */
export const Lab = withFirstFrame<typeof firstFrame>(({ first }) => {
  const { classes } = first;
  const link = useDemoState('synthesis', labSchema, labDefaults);
  const { state, update, ready } = link;
  const { target, seed, steps, strength, guess } = state;
  const climbs = useClimbs();
  const { climbed } = climbs;
  const shown = useMemo(() => (climbed ? shownClimb(climbed) : first.shown), [climbed]);

  // A link to other pictures makes them at once.
  useEffect(() => {
    const same = JSON.stringify(labClimbs(state)) === JSON.stringify(labClimbs(labDefaults));
    if (ready && !same) climbs.start(labClimbs(state));
  }, [ready]);
  const change = (part: Partial<LabState>) => {
    const next = { ...state, ...part };
    update(part);
    climbs.start(labClimbs(next));
  };

  /** The class of the pictures in sight; another may be on its way. */
  const seen = climbs.of?.target ?? labDefaults.target;
  const name = classes[seen] ?? '';
  const [noise] = shown.pictures;
  const twin = noise?.p[1] ?? Number.NaN;
  const outcome = twin > 0.9 ? 'same' : twin > 0.2 ? 'unsure' : 'chance';
  const judged = guess !== null;
  const said = shown.pictures
    .map(
      ({ p, levels }, i) =>
        `${wayNames[ways[i] ?? 'none']}: base ${percent(p[0] ?? 0)}${judged ? `, twin ${percent(p[1] ?? 0)}, robust ${percent(p[2] ?? 0)}` : ''}, neighbours differ by ${inPlaces(levels, 1)}`,
    )
    .join('; ');

  return (
    <DemoFrame
      id="synthesis"
      question={`What is a ${name}, if you ask a network to paint one from nothing?`}
      link={{
        ...link,
        reset: () => {
          climbs.forget();
          link.reset();
        },
      }}
      tasks={[climbs.task]}
      showsTasks
      announce={climbs.phase === 'climbing' ? undefined : `Step ${shown.step}. ${said}.`}
      status={`networks: base, twin, robust (${first.accuracies.map((share) => percent(share, 1)).join(', ')} right)`}
      caption={
        <>
          <p>
            All six begin with the same faint noise. <strong>Choose a class</strong> and watch; five
            climb the score of base, the sixth that of robust, which was trained against attacks.
          </p>
          <p>
            For the first three, eight steps are enough. Set <em>steps</em> to 8 and look at what
            base is so sure of. Then vary the priors’ strength.
          </p>
          <p>
            <em>Neighbours differ by</em>: total variation divided by the number of neighbouring
            pairs, in levels of 255. The median photograph of the test gallery has{' '}
            {inPlaces(first.photographs, 1)}.
          </p>
          <p>The climb that opens was recorded by the same code.</p>
        </>
      }
      controls={
        <>
          <ClassPicker
            classes={classes}
            value={target}
            onChange={(value) => change({ target: value })}
          />
          <Slider
            label="steps"
            value={steps}
            min={0}
            max={MOST_STEPS}
            onChange={(value) => change({ steps: value })}
          />
          <Slider
            label="strength, times the usual"
            value={strength}
            min={0}
            max={3}
            step={0.25}
            onChange={(value) => change({ strength: value })}
          />
          <Slider
            label="seed"
            value={seed}
            min={1}
            max={99}
            onChange={(value) => change({ seed: value })}
          />
        </>
      }
    >
      <div className="synthesis-tiles">
        {shown.pictures.map((picture, i) => {
          const way = ways[i] ?? 'none';
          return (
            <PictureTile
              key={way}
              name={wayNames[way]}
              picture={picture}
              target={seen}
              classes={classes}
              judged={judged}
              maker={way === 'robust' ? 2 : 0}
            />
          );
        })}
      </div>
      <ClimbButtons
        climbs={climbs}
        step={climbs.phase === 'rest' ? shown.step : climbs.step}
        to={steps}
        onStart={() => {
          climbs.start(labClimbs(state), true);
        }}
      />
      {climbs.task.error && (
        <FrameTask task={climbs.task} consolation="The figure keeps its last result." />
      )}
      <div className="demo-predict">
        <Guesses
          label="Twin has the same layers and the same training pictures, but another seed. What does it give the first picture?"
          options={guesses}
          value={guess}
          onGuess={(value) => update({ guess: value })}
        />
        {judged && (
          <p className="map-facts" role="status">
            {shown.step > 0 && <Foretold right={guess === outcome} />} {percent(twin)} for {name}.
          </p>
        )}
      </div>
    </DemoFrame>
  );
});
