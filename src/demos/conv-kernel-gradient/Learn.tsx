import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { Quantity } from '#demos/frame/Quantity.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { useTask } from '#demos/frame/useTask.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import type learn from '#numerics/tasks/conv-kernel-gradient-learn.ts';
import type { LearnPart, Scene } from '#numerics/tasks/conv-kernel-gradient-learn.ts';
import { distanceToSobel, sobel } from '#numerics/sobel.ts';
import { Choice } from '#ui/Choice.tsx';
import { ColourScale } from '#ui/ColourScale.tsx';
import { EditableGrid } from '#ui/EditableGrid.tsx';
import { formatNumber, tenTo, wholeText } from '#ui/formatNumber.ts';
import { LinePlot } from '#ui/LinePlot.tsx';
import { PixelImage } from '#ui/PixelImage.tsx';
import { Slider } from '#ui/Slider.tsx';
import { Toggle } from '#ui/Toggle.tsx';
import type firstFrame from './Learn.first.ts';
import { greyLevels } from './photo.ts';
import { frameOf, type LearnFrame } from './pictures.ts';
import { Guess } from './Guess.tsx';
import { learnDefaults, learnSchema, type LearnState } from './state.ts';

/** Where a run ends that the reader starts and does not stop. */
const LONG_RUN = 1000;
const MOST_STEPS = 3000;

/** A step size that suits each image without its mean; the noise bears a much larger one. */
const usualSteps: Record<Scene, number> = { photo: 2, row: 2, noise: 11 };

/** One gradient step after another until a random kernel answers like Sobel. */
export const Learn = withFirstFrame<typeof firstFrame>(({ first }) => {
  const { photo } = first;
  const link = useDemoState('conv-kernel-gradient-learn', learnSchema, learnDefaults);
  const { state, update } = link;
  const { scene, centred, turned, seed, stepSize, steps, guess } = state;
  const task = useTask<typeof learn>('conv-kernel-gradient-learn');
  const { levels, failure } = useLevels(photo, link.ready && !isFirst(state));
  const run = { scene, centred, turned, seed, stepSize };
  const runKey = JSON.stringify(run);
  /** Whether the reader has asked for the filter that made T. */
  const [told, setTold] = useState(false);
  /** What has been computed of the run so far, so that it can go on from there. */
  const known = useRef<{ key: string; part: LearnPart } | null>(null);

  const result = task.result;
  const noted = useRef<LearnPart | null>(null);
  if (result && task.resultOf && noted.current !== result) {
    noted.current = result;
    known.current = { key: keyOf(task.resultOf), part: result };
  }
  useEffect(() => {
    // The page came with the first frame; nothing is computed until the reader changes something.
    if (!levels) return;
    const part = known.current?.key === runKey ? known.current.part : undefined;
    const from = part && part.losses.length <= steps + 1 ? part : undefined;
    task.run({ photo: levels, ...run, steps, from });
  }, [levels, runKey, steps]);

  const frame = useMemo(
    (): LearnFrame => (result ? frameOf(result, task.resultOf?.scene === 'photo') : first),
    [result],
  );
  const live = task.running ? (task.partial as LearnPart | null) : null;
  const going = task.running && known.current?.key === runKey ? known.current.part : null;
  const { kernel, losses } = live ?? going ?? frame;
  const done = losses.length - 1;
  const [start = 0, loss = 0] = [losses[0], losses.at(-1)];

  /** Stops where the run has come to, and keeps it. */
  const stop = () => {
    if (live) known.current = { key: runKey, part: live };
    task.cancel();
    update({ steps: live ? live.losses.length - 1 : frame.losses.length - 1 });
  };
  const goOn = (by: number) => update({ steps: Math.min(MOST_STEPS, done + by) });
  const end = done < LONG_RUN ? LONG_RUN : MOST_STEPS;
  /** There is nothing to go on to: the last step that may be asked for, or a run that is lost. */
  const ended = !task.running && (done >= MOST_STEPS || frame.diverged);
  const unstable = !turned && stepSize > frame.largestStep;
  const summary = frame.diverged
    ? `The run diverged: after ${done} steps the loss is ${formatNumber(loss)}.`
    : `After ${done} steps the loss is ${formatNumber(loss)}, ${formatNumber((100 * loss) / start, 2)} per cent of the first; the worst weight is off by ${formatNumber(distanceToSobel(kernel), 2)}.`;

  return (
    <DemoFrame
      id="conv-kernel-gradient-learn"
      question="Can a kernel be found from what it did to a picture?"
      link={link}
      tasks={[{ ...task, cancel: stop }]}
      announce={task.running ? undefined : summary}
      status={failure ?? 'photograph: Karl Blossfeldt, 1928 (Getty Open Content, CC0)'}
      caption={
        <>
          <p>
            <Quantity role="kernel">K</Quantity> starts as nine random numbers; the figure opens
            after 100 steps. In each step the picture <Quantity role="input">X</Quantity> is
            correlated with the complaints <Quantity role="upstream">Y − T</Quantity>, and{' '}
            <em>η</em>/M of the result is taken off; M is the number of pixels of Y.
          </p>
          <p>
            <strong>Try:</strong> one step at a time from the start; a step size above the largest
            stable one; the photograph with its mean; the repeated row; the complaints turned by
            half a turn.
          </p>
          <p>
            The curvature ratio, the loss’s largest over its smallest, says how far the slowest
            direction of learning lags behind the fastest:{' '}
            <a href="#what-the-photograph-cannot-teach">why</a>.
          </p>
          <p>
            T and Y share one scale. Y − T has its own, which is why the last complaints can still
            be seen.
          </p>
        </>
      }
      controls={
        <>
          <div className="kg-fills" role="group" aria-label="Run">
            <button type="button" className="button" onClick={() => update({ steps: 0 })}>
              Back to the start
            </button>
            <button type="button" className="button" disabled={ended} onClick={() => goOn(1)}>
              1 step
            </button>
            <button type="button" className="button" disabled={ended} onClick={() => goOn(20)}>
              20 steps
            </button>
            {task.running ? (
              <button type="button" className="button" onClick={stop}>
                Stop
              </button>
            ) : (
              <button
                type="button"
                className="button"
                disabled={ended}
                onClick={() => update({ steps: end })}
              >
                Run to {wholeText(end)}
              </button>
            )}
            <button
              type="button"
              className="button"
              aria-pressed={told}
              onClick={() => setTold(!told)}
            >
              Show the filter that was used
            </button>
          </div>
          <Slider
            label="step size"
            symbol="η"
            value={stepSize}
            min={0.05}
            max={scene === 'noise' ? 25 : 5}
            step={0.05}
            onChange={(stepSize) => update({ stepSize })}
          />
          <Slider
            label="seed of the start"
            value={seed}
            min={1}
            max={99}
            onChange={(seed) => update({ seed })}
          />
          <Choice
            label="Picture"
            symbol="X"
            role="input"
            options={[
              { value: 'photo', label: 'photograph' },
              { value: 'row', label: 'one row of it, repeated' },
              { value: 'noise', label: 'white noise' },
            ]}
            value={scene}
            onChange={(scene) => update({ scene, stepSize: usualSteps[scene], guess: null })}
          />
          <Choice
            label="Correlate X with"
            role="upstream"
            options={[
              { value: 0, label: 'the complaints' },
              { value: 1, label: 'the complaints, turned' },
            ]}
            value={turned ? 1 : 0}
            onChange={(value) => update({ turned: value === 1, guess: null })}
          />
          <Toggle
            label="mean taken off X"
            role="input"
            checked={centred}
            onChange={(centred) => update({ centred, guess: null })}
          />
          <Guess
            guess={guess}
            found={done >= LONG_RUN && isTold(state) ? distanceToSobel(kernel) : null}
            fall={start / loss}
            onGuess={(guess) =>
              update({ ...learnDefaults, seed: state.seed, steps: LONG_RUN, guess })
            }
          />
        </>
      }
    >
      <div className="kg-pictures">
        <Picture title="X" role="input" words="picture">
          <PixelImage
            width={96}
            height={96}
            src={frame.image ?? photo}
            label={sceneNames[scene]}
            role="input"
          />
        </Picture>
        <Picture title="T" words="target">
          <SignedMap
            frame={frame}
            src={frame.target}
            label="The picture, filtered: vertical edges"
          />
          <ColourScale kind="signed" scale={frame.scale} label="T and Y" />
        </Picture>
        <Picture title="Y" role="output" words="X ⋆ K">
          <SignedMap
            frame={frame}
            src={frame.output}
            label="What the kernel makes of it"
            role="output"
          />
        </Picture>
        <Picture title="Y − T" role="upstream" words="complaints">
          <SignedMap
            frame={frame}
            src={frame.complaint}
            label={`What is still wrong, at most ${formatNumber(frame.complaintScale)}`}
            role="upstream"
          />
          <ColourScale kind="signed" scale={frame.complaintScale} label="Y − T" />
        </Picture>
      </div>
      <div className="demo-row">
        <EditableGrid
          values={rowsOf(kernel)}
          title={
            <>
              <Quantity role="kernel">K</Quantity> after {done} {done === 1 ? 'step' : 'steps'}
            </>
          }
          label="The kernel"
          role="kernel"
          scale={2}
          format={weightText}
        />
        {told && (
          <EditableGrid
            values={rowsOf(sobel)}
            title="Sobel’s filter, which made T"
            label="The filter that was used"
            role="kernel"
            scale={2}
          />
        )}
        <div className="kg-curve">
          <LinePlot
            series={[{ name: 'loss', points: thinned(losses), role: 'output' }]}
            x={{ title: 'steps', whole: true }}
            y={{ title: 'loss L', kind: 'log' }}
            description={summary}
            height={170}
          />
        </div>
      </div>
      <dl className="kg-measures">
        <Measure name="loss L" value={formatNumber(loss)} />
        <Measure name="worst weight off by" value={formatNumber(distanceToSobel(kernel), 2)} />
        {!turned && (
          <>
            <Measure name="largest stable step" value={formatNumber(frame.largestStep)} />
            <Measure name="curvature ratio" value={formatNumber(Math.round(frame.condition))} />
          </>
        )}
      </dl>
      {unstable && !task.running && (
        <p>
          <em>η</em> = {formatNumber(stepSize)} is above {formatNumber(frame.largestStep)}: along at
          least one direction each step overshoots by more than it corrects.
          {frame.diverged && ' The run was given up.'}
        </p>
      )}
    </DemoFrame>
  );
});

const sceneNames: Record<Scene, string> = {
  photo: 'Photograph of a flower head, an allium, against a plain ground',
  row: 'One row of the photograph, repeated downwards: vertical stripes',
  noise: 'White noise',
};

/** The nine numbers as a grid. */
function rowsOf(kernel: readonly number[]): number[][] {
  return [0, 3, 6].map((row) => kernel.slice(row, row + 3));
}

/** A weight in its narrow cell; of one that a diverged run blew up, the order of magnitude. */
function weightText(value: number): string {
  if (Number.isNaN(value)) return '–';
  const magnitude = Math.abs(value);
  if (magnitude < 100) return formatNumber(Number(value.toFixed(2)));
  if (magnitude < 1e4 || magnitude === Infinity) return formatNumber(Math.round(value));
  return (value < 0 ? '−' : '') + tenTo(Math.floor(Math.log10(magnitude)));
}

function keyOf({
  scene,
  centred,
  turned,
  seed,
  stepSize,
}: LearnState | Parameters<typeof learn>[0]) {
  return JSON.stringify({ scene, centred, turned, seed, stepSize });
}

/** Whether the state is the one that the page was built with; a guess alone changes no number. */
function isFirst(state: LearnState): boolean {
  return keyOf(state) === keyOf(learnDefaults) && state.steps === learnDefaults.steps;
}

/** Whether the run is the one that the question is about. */
function isTold(state: LearnState): boolean {
  return keyOf({ ...state, seed: 0 }) === keyOf({ ...learnDefaults, seed: 0 });
}

/** At most a few hundred points of a curve: more than its pixels are not seen. */
function thinned(losses: readonly number[]): [number, number][] {
  const every = Math.max(1, Math.ceil(losses.length / 300));
  return losses.flatMap((loss, step): [number, number][] =>
    step % every === 0 || step === losses.length - 1 ? [[step, loss]] : [],
  );
}

/** The photograph's pixels, fetched once they are needed. */
function useLevels(src: string, needed: boolean) {
  const [levels, setLevels] = useState<Uint8Array | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => {
    if (!needed || levels) return;
    greyLevels(src).then(setLevels, () =>
      setFailure(
        'The photograph did not arrive, so the figure keeps its first frame; reload to try again.',
      ),
    );
  }, [needed]);
  return { levels, failure };
}

interface PictureProps {
  title: string;
  words: string;
  role?: 'input' | 'output' | 'upstream';
  children: ReactNode;
}

function Picture({ title, words, role, children }: PictureProps) {
  return (
    <figure className="demo-picture">
      <figcaption>
        {role ? <Quantity role={role}>{title}</Quantity> : <var>{title}</var>}, {words}
      </figcaption>
      {children}
    </figure>
  );
}

function SignedMap(props: {
  frame: LearnFrame;
  src: string;
  label: string;
  role?: 'output' | 'upstream';
}) {
  const { frame, src, label, role } = props;
  return <PixelImage width={frame.side} height={frame.side} src={src} label={label} role={role} />;
}

function Measure({ name, value }: { name: string; value: string }) {
  return (
    <div className="measure">
      <dt>{name}</dt>
      <dd className="measure-value">{value}</dd>
    </div>
  );
}
