import { useEffect, useMemo, useState } from 'react';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { Foretold, Guesses } from '#demos/frame/Guesses.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import {
  hills,
  linearWeights,
  logProbabilities,
  scoresAt,
  walk,
  type HillName,
  type Point,
} from '#numerics/ascent/plane.ts';
import { Choice } from '#ui/Choice.tsx';
import { formatNumber, inPlaces } from '#ui/formatNumber.ts';
import { LinePlot } from '#ui/LinePlot.tsx';
import { Play } from '#ui/Play.tsx';
import { Slider } from '#ui/Slider.tsx';
import { drawHill, heightAt } from './drawHill.ts';
import type firstFrame from './Plane.first.ts';
import { PlaneMap } from './PlaneMap.tsx';
import { RuleChoice } from './RuleChoice.tsx';
import { planeDefaults, planeSchema, WALK_STEPS, type PlaneState } from './state.ts';

const hillOptions: { value: HillName; label: string }[] = [
  { value: 'linear', label: 'one linear score' },
  { value: 'score', label: 'one of three: its score' },
  { value: 'logProbability', label: 'its log p' },
  { value: 'relus', label: 'four ReLUs' },
];
/** Milliseconds between two steps. */
const PACE = 350;

/** A climb in an image of two pixels, where all of it can be seen. */
export const Plane = withFirstFrame<typeof firstFrame>(({ first }) => {
  const link = useDemoState('plane', planeSchema, planeDefaults);
  const { state, update } = link;
  const { hill, eta, lambda, rule, way, done, guess } = state;
  const start: Point = [state.x, state.y];
  const [playing, setPlaying] = useState(false);
  useEffect(() => {
    if (!playing) return;
    const timer = setTimeout(() => {
      if (done < WALK_STEPS) update({ done: done + 1 });
      if (done + 1 >= WALK_STEPS) setPlaying(false);
    }, PACE);
    return () => clearTimeout(timer);
  });

  const src = useMemo(
    () =>
      hill === planeDefaults.hill && lambda === planeDefaults.lambda
        ? first.src
        : drawHill(hill, lambda),
    [hill, lambda],
  );
  const how = { eta, lambda, rule, way: way === 'add' ? 1 : -1 } as const;
  const places = walk(hills[hill], start, how, done);
  const three = hill === 'score' || hill === 'logProbability';
  const rival = hill === 'score' ? 'logProbability' : 'score';
  const other = three ? walk(hills[rival], start, how, done) : undefined;
  const at = places.at(-1) ?? start;
  const limit: Point | null =
    hill === 'linear' && lambda > 0 && rule === 'plain'
      ? [linearWeights[0] / (2 * lambda), linearWeights[1] / (2 * lambda)]
      : null;
  const factor = 1 - 2 * how.way * eta * lambda;
  const change = (part: Partial<PlaneState>) => {
    setPlaying(false);
    update(part);
  };

  const p = logProbabilities(at).map(Math.exp);
  const verdict =
    hill === 'linear' && rule === 'plain'
      ? fate(factor, lambda, way)
      : 'No closed form here: look.';
  const said = `After ${done} steps at (${at.map((v) => inPlaces(v, 2)).join(', ')}), ‖x‖ = ${formatNumber(Math.hypot(...at))}. ${verdict}`;

  return (
    <DemoFrame
      id="plane"
      question="Where does a climb go, and when does it get there?"
      link={{
        ...link,
        reset: () => {
          setPlaying(false);
          link.reset();
        },
      }}
      announce={said}
      status="an image of two pixels; no network is loaded"
      caption={
        <>
          <p>
            Each place of the plane is an image with two pixels. Bands are equal steps of height of
            S − λ‖x‖², yellow the highest. <strong>Drag the start</strong> and step.
          </p>
          <p>
            Raise η past 1/λ. Then subtract instead of adding. Then take one class of three and
            compare its score with its log p, whose walk is dashed.
          </p>
          <p>With four ReLUs and λ = 0, start at (−1, −1): nothing moves. Why?</p>
        </>
      }
      controls={
        <>
          <Choice
            label="Climb"
            role="prediction"
            options={hillOptions}
            value={hill}
            onChange={(value) => change({ hill: value })}
          />
          <Slider
            label="step size"
            symbol="η"
            value={eta}
            min={0.05}
            max={3}
            step={0.05}
            onChange={(value) => change({ eta: value })}
          />
          <Slider
            label="shrinkage"
            symbol="λ"
            value={lambda}
            min={-0.2}
            max={1}
            step={0.05}
            onChange={(value) => change({ lambda: value })}
          />
          <RuleChoice value={rule} onChange={(value) => change({ rule: value })} />
          <Choice
            label="The gradient is"
            options={[
              { value: 'add', label: 'added' },
              { value: 'subtract', label: 'subtracted' },
            ]}
            value={way}
            onChange={(value) => change({ way: value })}
          />
        </>
      }
    >
      <PlaneMap
        src={src}
        walk={places}
        other={other}
        limit={limit}
        label={`The plane of images of two pixels. ${said}`}
        onStart={([x, y]) => change({ x, y })}
      />
      <div className="ascent-side">
        <Play
          label="The walk"
          playing={playing}
          onPlaying={setPlaying}
          onStep={(by) => change({ done: Math.max(0, Math.min(WALK_STEPS, done + by)) })}
          position={`step ${done}`}
          canStepBack={done > 0}
          canStepOn={done < WALK_STEPS}
        />
        <button type="button" className="text-button" onClick={() => change({ done: 0 })}>
          To the start
        </button>
        <p className="map-facts">
          x = ({at.map((v) => inPlaces(v, 2)).join(', ')}), ‖x‖ ={' '}
          <strong>{formatNumber(Math.hypot(...at))}</strong>, S ={' '}
          <strong>{formatNumber(hills[hill].value(at))}</strong>, S − λ‖x‖² ={' '}
          {formatNumber(heightAt(hill, lambda, at))}
        </p>
        {hill === 'linear' && rule === 'plain' && (
          <p className="map-facts">
            1 − 2ηλ = <strong>{inPlaces(factor, 2)}</strong>. {verdict}
          </p>
        )}
        {three && (
          <p className="map-facts">
            p = {p.map((value) => formatNumber(value)).join(', ')}; scores{' '}
            {scoresAt(at)
              .map((value) => inPlaces(value, 2))
              .join(', ')}
          </p>
        )}
        <WalkPlot hill={hill} lambda={lambda} places={places} limit={limit} />
        <div className="demo-predict">
          <Guesses
            label="With λ = 0.5, from which step size on does the walk on the linear score never arrive?"
            options={[
              { value: 'half', label: 'η = 0.5' },
              { value: 'one', label: 'η = 1' },
              { value: 'two', label: 'η = 2' },
              { value: 'none', label: 'none' },
            ]}
            value={guess}
            onGuess={(value) =>
              change({
                guess: value,
                hill: 'linear',
                lambda: 0.5,
                eta: 2,
                rule: 'plain',
                way: 'add',
                done: 12,
              })
            }
          />
          {guess && (
            <p role="status">
              <Foretold right={guess === 'two'} /> at η = 1 the first step lands on the summit;
              between 1 and 2 it overshoots, and arrives; at 2 it swings for ever.
            </p>
          )}
        </div>
      </div>
    </DemoFrame>
  );
});

/** What will become of a walk on a linear score. */
function fate(factor: number, lambda: number, way: 'add' | 'subtract'): string {
  if (lambda === 0) return 'Nothing holds it: it goes on for ever, by the same step.';
  if (lambda < 0 && way === 'add') return 'A reward for size instead of a charge: it runs away.';
  const size = Math.abs(factor);
  if (size > 1 + 1e-9)
    return `Each step multiplies the distance from w/2λ by ${inPlaces(size, 2)}: it diverges.`;
  if (size > 1 - 1e-9)
    return 'Each step lands as far beyond w/2λ as it came from: it swings for ever.';
  if (size < 1e-9) return 'One step lands on w/2λ.';
  return `Each step leaves ${Math.round(100 * size)} % of the distance${factor < 0 ? ', on the other side' : ''}.`;
}

interface PlotProps {
  hill: HillName;
  lambda: number;
  places: readonly Point[];
  limit: Point | null;
}

/** The distance to the limit where it is known; of three classes their scores; otherwise the height. */
function WalkPlot({ hill, lambda, places, limit }: PlotProps) {
  const x = { title: 'step', range: [0, Math.max(5, places.length - 1)] as const, whole: true };
  const lineOf = (value: (x: Point) => number) =>
    places.map((place, step) => [step, value(place)] as const);
  if (limit) {
    return (
      <LinePlot
        series={[
          {
            name: '‖x − w/2λ‖',
            role: 'input',
            points: lineOf((place) => Math.hypot(place[0] - limit[0], place[1] - limit[1])),
          },
        ]}
        x={x}
        y={{ title: 'distance from w/2λ', kind: 'log' }}
        description="The distance from the limit, step by step; a straight line on this scale."
        height={150}
      />
    );
  }
  if (hill === 'score' || hill === 'logProbability') {
    return (
      <LinePlot
        series={[
          {
            name: 'its score',
            role: 'prediction',
            points: lineOf((place) => scoresAt(place)[0] ?? 0),
          },
          { name: 'near rival', points: lineOf((place) => scoresAt(place)[1] ?? 0) },
          {
            name: 'its log p',
            role: 'output',
            points: lineOf((place) => logProbabilities(place)[0] ?? 0),
          },
        ]}
        x={x}
        y={{ title: 'score, log p' }}
        description="The class’s score, that of the rival beside it, and the class’s log-probability, step by step."
        height={150}
      />
    );
  }
  return (
    <LinePlot
      series={[
        {
          name: 'S − λ‖x‖²',
          role: 'prediction',
          points: lineOf((place) => heightAt(hill, lambda, place)),
        },
      ]}
      x={x}
      y={{ title: 'height' }}
      description="The height, step by step."
      height={150}
    />
  );
}
