import { useEffect, useMemo } from 'react';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { FrameTask } from '#demos/frame/FrameTask.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { Choice } from '#ui/Choice.tsx';
import { formatNumber, percent } from '#ui/formatNumber.ts';
import { Slider } from '#ui/Slider.tsx';
import { ClassPicker } from './ClassPicker.tsx';
import { ClimbButtons } from './ClimbButtons.tsx';
import { PictureTile } from './PictureTile.tsx';
import type firstFrame from './Seeds.first.ts';
import { meanCorrelation, shownClimb } from './shownClimb.ts';
import {
  MOST_STEPS,
  SEEDS,
  seedClimbs,
  seedsDefaults,
  seedsSchema,
  wayNames,
  ways,
  type SeedsState,
} from './state.ts';
import { useClimbs } from './useClimbs.ts';

/** One class and one prior from six different noises: how much alike do the pictures become? */
export const Seeds = withFirstFrame<typeof firstFrame>(({ first }) => {
  const { classes } = first;
  const link = useDemoState('seeds', seedsSchema, seedsDefaults);
  const { state, update, ready } = link;
  const { target, way, first: from, steps, strength } = state;
  const climbs = useClimbs();
  const { climbed } = climbs;
  const shown = useMemo(() => (climbed ? shownClimb(climbed) : first.shown), [climbed]);
  const alike = useMemo(
    () => (climbed ? meanCorrelation(climbed.made.map(({ x }) => x)) : first.alike),
    [climbed],
  );

  useEffect(() => {
    const same = JSON.stringify(seedClimbs(state)) === JSON.stringify(seedClimbs(seedsDefaults));
    if (ready && !same) climbs.start(seedClimbs(state));
  }, [ready]);
  const change = (part: Partial<SeedsState>) => {
    update(part);
    climbs.start(seedClimbs({ ...state, ...part }));
  };
  /** What is in sight; something else may be on its way. */
  const seen = climbs.of ?? seedClimbs(seedsDefaults);
  const maker = seen.lanes[0]?.maker === 'robust' ? 2 : 0;
  const own = shown.pictures.map(({ p }) => p[maker] ?? Number.NaN);
  const said = `Step ${shown.step}: six pictures of ${classes[seen.target] ?? ''}, ${wayNames[maker === 2 ? 'robust' : (seen.lanes[0]?.prior ?? 'none')]}; their mean correlation is ${formatNumber(alike, 2)}, the network that made them gives ${percent(Math.min(...own))} to ${percent(Math.max(...own))}.`;

  return (
    <DemoFrame
      id="seeds"
      question="Is there one highest picture, or does the noise decide?"
      link={{
        ...link,
        reset: () => {
          climbs.forget();
          link.reset();
        },
      }}
      tasks={[climbs.task]}
      showsTasks
      announce={climbs.phase === 'climbing' ? undefined : said}
      status={`networks: base, twin, robust (${first.accuracies.map((share) => percent(share, 1)).join(', ')} right)`}
      caption={
        <>
          <p>
            The same climb from six noises. <strong>Change the way</strong> and compare: what do all
            six share?
          </p>
          <p>
            The number is the mean correlation over the fifteen pairs: 1 for equal pictures, about 0
            for the noises that they come from.
          </p>
        </>
      }
      controls={
        <>
          <ClassPicker
            classes={classes}
            value={target}
            onChange={(value) => change({ target: value })}
          />
          <Choice
            label="Way"
            options={ways.map((value) => ({ value, label: wayNames[value] }))}
            value={way}
            onChange={(value) => change({ way: value })}
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
            label="first seed"
            value={from}
            min={1}
            max={99}
            onChange={(value) => change({ first: value })}
          />
        </>
      }
    >
      <div className="synthesis-tiles">
        {shown.pictures.slice(0, SEEDS).map((picture, i) => (
          <PictureTile
            key={i}
            name={`seed ${seen.lanes[i]?.seed ?? i}`}
            picture={picture}
            target={seen.target}
            classes={classes}
            judged
            maker={maker}
          />
        ))}
      </div>
      <ClimbButtons
        climbs={climbs}
        step={climbs.phase === 'rest' ? shown.step : climbs.step}
        to={steps}
        onStart={() => {
          climbs.start(seedClimbs(state), true);
        }}
      />
      {climbs.task.error && (
        <FrameTask task={climbs.task} consolation="The figure keeps its last result." />
      )}
      <p className="map-facts">
        mean correlation of two of the six: <strong>{formatNumber(alike, 2)}</strong>
      </p>
    </DemoFrame>
  );
});
