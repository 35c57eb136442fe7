import { useEffect, useMemo, useRef, useState } from 'react';
import { TargetChoice, targetText } from '#demos/attribution/TargetChoice.tsx';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { Foretold, Guesses } from '#demos/frame/Guesses.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { PicturesMissing } from '#demos/network/PicturesMissing.tsx';
import { pixelsUri } from '#demos/network/pixelsUri.ts';
import { SIDE } from '#demos/network/sheet.ts';
import { usePicture } from '#demos/network/usePicture.ts';
import { startValues } from '#numerics/ascent/startValues.ts';
import { Choice } from '#ui/Choice.tsx';
import { formatNumber, inPlaces, percent } from '#ui/formatNumber.ts';
import { LinePlot } from '#ui/LinePlot.tsx';
import { PixelImage } from '#ui/PixelImage.tsx';
import { Play } from '#ui/Play.tsx';
import { Slider } from '#ui/Slider.tsx';
import { Toggle } from '#ui/Toggle.tsx';
import type firstFrame from './Lab.first.ts';
import { measured } from './measured.ts';
import { fromLevels, pixelLevels } from './pixelLevels.ts';
import { RuleChoice } from './RuleChoice.tsx';
import { ScoreList } from './ScoreList.tsx';
import {
  CLIMB_STEPS,
  labDefaults,
  labSchema,
  settingsOf,
  startOf,
  type LabState,
} from './state.ts';
import { useClimb } from './useClimb.ts';

/** A step size to begin with, for each step rule. */
const usualEta = { plain: 0.1, normalised: 0.5, sign: 0.01 } as const;
const SHAPE = [SIDE, SIDE, 3] as const;

/** A climb on the book's network, step by step: the picture, its score, and the rivals. */
export const Lab = withFirstFrame<typeof firstFrame>(({ first }) => {
  const { classes, layers, sheet } = first;
  const schema = useMemo(() => labSchema(layers, classes.length), []);
  const link = useDemoState('ascent', schema, labDefaults);
  const { state, update, ready } = link;
  const { target, start, seed, image, rule, done, guess } = state;
  const [playing, setPlaying] = useState(false);

  const fetched = usePicture(sheet, image, null, ready && start === 'picture');
  const startX = useMemo(() => {
    const from = startOf(state);
    if (from) return startValues(from, SHAPE);
    return fetched.pixels && fromLevels(fetched.pixels);
  }, [start, seed, start === 'picture' ? fetched.pixels : null]);
  const isFirst = (step: number) =>
    JSON.stringify({ ...state, done: 0, guess: null }) ===
      JSON.stringify({ ...labDefaults, done: 0 }) && step === labDefaults.done;
  const touched = useRef(false);
  touched.current ||= ready && !isFirst(done);
  const { stops, task } = useClimb({
    start: startX,
    settings: settingsOf(state),
    done,
    wanted: ready && touched.current,
  });

  // While a climb is on its way, what was last seen stays.
  const seen = useRef({
    stops: first.stops as { value: number; scores: number[]; size: number }[],
    src: first.end,
    of: { target, done },
  });
  const arrived = stops[done];
  const src = useMemo(() => arrived && pixelsUri(pixelLevels(arrived.x)), [arrived]);
  if (arrived && src) seen.current = { stops: stops.slice(0, done + 1), src, of: { target, done } };
  else if (isFirst(done)) {
    seen.current = { stops: first.stops, src: first.end, of: { target, done } };
  }
  const shown = seen.current;
  const waiting = !arrived && !isFirst(done);

  useEffect(() => {
    if (!playing || waiting) return;
    if (done >= CLIMB_STEPS) setPlaying(false);
    else update({ done: done + 1 });
  }, [playing, waiting, done]);
  useEffect(() => {
    if (task.error) setPlaying(false);
  }, [task.error]);

  const change = (part: Partial<LabState>) => {
    setPlaying(false);
    update(part);
  };
  /** Stops where the climb has come to, so that the next step goes on from there. */
  const stop = () => {
    task.cancel();
    change({ done: Math.max(0, stops.length - 1) });
  };
  const last = shown.stops.at(-1);
  if (!last) throw new Error('A climb without a start.');
  const top = last.scores.indexOf(Math.max(...last.scores));
  const isClass = shown.of.target.kind === 'class';
  const index = shown.of.target.kind === 'class' ? shown.of.target.index : top;
  const now = measured(last.scores, index);
  const begin = measured(shown.stops[0]?.scores ?? [], index);
  const name = classes[index] ?? '';
  const said = `After ${shown.of.done} steps up ${targetText(shown.of.target, classes)}: ${
    isClass ? '' : `${formatNumber(last.value)}; `
  }score of ${name} ${inPlaces(now.score, 2)}, log p ${formatNumber(now.logP)}, best rival ${classes[now.rival]} ${inPlaces(now.best, 2)}, ‖x‖ ${formatNumber(last.size)}.`;

  return (
    <DemoFrame
      id="ascent"
      question="Which picture does the network score highest, and what becomes of the other classes?"
      link={{
        ...link,
        reset: () => {
          setPlaying(false);
          link.reset();
        },
      }}
      tasks={[{ ...task, cancel: stop }]}
      announce={waiting || playing ? undefined : said}
      status={`network: base (${percent(first.accuracy, 1)} right)`}
      caption={
        <>
          <p>
            The weights stand still, the picture moves. <strong>Step, play, step back.</strong>{' '}
            Whatever you change, the climb begins anew and takes as many steps again.
          </p>
          <p>
            The climb that opens was recorded by the same code. Try log p; then let the step have a
            fixed length; then start from grey.
          </p>
          <p>A blur, where there is one, comes after every fourth step.</p>
        </>
      }
      controls={
        <>
          <TargetChoice
            label="Climb"
            target={target}
            layers={layers}
            best={index}
            onChange={(value) => change({ target: value })}
          />
          <Choice
            label="Start from"
            role="input"
            options={[
              { value: 'noise', label: 'noise' },
              { value: 'grey', label: 'grey' },
              { value: 'picture', label: 'a picture' },
            ]}
            value={start}
            onChange={(value) => change({ start: value })}
          />
          {start === 'picture' && (
            <Slider
              label="picture"
              value={image}
              min={0}
              max={sheet.labels.length - 1}
              role="input"
              onChange={(value) => change({ image: value })}
            />
          )}
          {(start === 'noise' || state.jitter > 0) && (
            <Slider
              label="seed"
              value={seed}
              min={1}
              max={99}
              onChange={(value) => change({ seed: value })}
            />
          )}
          <RuleChoice
            value={rule}
            onChange={(value) => change({ rule: value, eta: usualEta[value] })}
          />
          <Slider
            label="step size"
            symbol="η"
            value={state.eta}
            min={0.005}
            max={3}
            step={0.005}
            onChange={(value) => change({ eta: value })}
          />
          <Slider
            label="shrinkage"
            symbol="λ"
            value={state.lambda}
            min={0}
            max={1}
            step={0.01}
            onChange={(value) => change({ lambda: value })}
          />
          <Slider
            label="jitter"
            unit="px"
            value={state.jitter}
            min={0}
            max={4}
            onChange={(value) => change({ jitter: value })}
          />
          <Slider
            label="blur"
            symbol="σ"
            unit="px"
            value={state.blur}
            min={0}
            max={1.5}
            step={0.1}
            onChange={(value) => change({ blur: value })}
          />
          <Toggle
            label="clip to black … white"
            checked={state.clip}
            onChange={(value) => change({ clip: value })}
          />
        </>
      }
    >
      <div className="ascent-picture">
        <PixelImage
          width={SIDE}
          height={SIDE}
          src={shown.src}
          eager
          label={`The picture after ${shown.of.done} steps`}
          role="input"
          size={256}
        />
        <Play
          label="The climb"
          playing={playing}
          onPlaying={(on) => {
            setPlaying(on);
            if (on && waiting && !task.running) task.retry();
          }}
          onStep={(by) => change({ done: Math.max(0, Math.min(CLIMB_STEPS, done + by)) })}
          position={`step ${shown.of.done}`}
          canStepBack={done > 0}
          canStepOn={done < CLIMB_STEPS}
        />
        <div className="demo-row">
          <button type="button" className="text-button" onClick={() => change({ done: 0 })}>
            To the start
          </button>
          <button
            type="button"
            className="text-button"
            onClick={() => change({ done: Math.min(CLIMB_STEPS, done + 20) })}
          >
            20 steps on
          </button>
        </div>
        <p className="map-facts">
          {!isClass && (
            <>
              climbed: <strong>{formatNumber(last.value)}</strong>
              <br />
            </>
          )}
          S of {name}: <strong>{inPlaces(now.score, 2)}</strong>
          <br />
          log p: <strong>{formatNumber(now.logP)}</strong>
          <br />
          best rival: {classes[now.rival]}, {inPlaces(now.best, 2)}
          <br />
          ‖x‖: {formatNumber(last.size)}
        </p>
        <PicturesMissing of={fetched} />
      </div>
      <div className="ascent-side">
        {isClass ? (
          <LinePlot
            series={[
              lineOf(name, 'prediction', (scores) => measured(scores, index).score),
              lineOf('best rival', undefined, (scores) => measured(scores, index).best),
              lineOf('mean rival', undefined, (scores) => measured(scores, index).mean),
            ]}
            x={steps()}
            y={{ title: 'score' }}
            description={`The score of ${name} goes from ${inPlaces(begin.score, 2)} to ${inPlaces(now.score, 2)}, the best rival’s from ${inPlaces(begin.best, 2)} to ${inPlaces(now.best, 2)}.`}
            height={160}
          />
        ) : (
          <LinePlot
            series={[
              {
                name: 'climbed',
                role: 'output',
                points: shown.stops.map(({ value }, step) => [step, value]),
              },
            ]}
            x={steps()}
            y={{ title: 'what is climbed' }}
            description={`What is climbed goes from ${formatNumber(shown.stops[0]?.value ?? 0)} to ${formatNumber(last.value)}.`}
            height={160}
          />
        )}
        <LinePlot
          series={[lineOf('log p', 'prediction', (scores) => measured(scores, index).logP)]}
          x={steps()}
          y={{ title: `log p of ${name}` }}
          description={`Log p goes from ${formatNumber(begin.logP)} to ${formatNumber(now.logP)}.`}
          height={110}
        />
        <ScoreList
          label="Scores now; press one to climb it"
          classes={classes}
          scores={last.scores}
          value={target.kind === 'class' ? target.index : null}
          onChange={(value) =>
            change({
              target: {
                kind: 'class',
                index: value,
                as: target.kind === 'class' ? target.as : 'score',
              },
            })
          }
        />
        <div className="demo-predict">
          <Guesses
            label="Twenty steps up its score took the cat to 31.7. The same twenty steps up log p will take the same score to"
            options={[
              { value: 'more', label: 'more than 25' },
              { value: 'same', label: '10 to 25' },
              { value: 'less', label: 'less than 10' },
            ]}
            value={guess}
            onGuess={(value) =>
              change({
                ...labDefaults,
                guess: value,
                target: { kind: 'class', index: 3, as: 'logProbability' },
              })
            }
          />
          {guess && (
            <p role="status">
              <Foretold right={guess === 'less'} /> 7.0, at p = 0.992, where the factor 1 − p on its
              gradient is 0.008.
            </p>
          )}
        </div>
      </div>
    </DemoFrame>
  );

  function lineOf(
    text: string,
    role: 'prediction' | undefined,
    of: (scores: readonly number[]) => number,
  ) {
    const points = shown.stops.map(({ scores }, step) => [step, of(scores)] as const);
    return { name: text, role, points };
  }

  function steps() {
    return { title: 'step', range: [0, Math.max(5, shown.stops.length - 1)] as const, whole: true };
  }
});
