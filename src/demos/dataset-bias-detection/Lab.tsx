import { useEffect, useMemo, useState } from 'react';
import { MapTile } from '#demos/attribution/MapTile.tsx';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { FrameTask } from '#demos/frame/FrameTask.tsx';
import { Foretold, Guesses } from '#demos/frame/Guesses.tsx';
import { UnderWay } from '#demos/frame/UnderWay.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { PicturesMissing } from '#demos/network/PicturesMissing.tsx';
import { pixelsUri } from '#demos/network/pixelsUri.ts';
import { cueKinds, hasPlace, placeOf, plantCue, SIDE } from '#numerics/cues/cue.ts';
import { training as howTrained } from '#numerics/cues/trial.ts';
import { Choice } from '#ui/Choice.tsx';
import { formatNumber, percent } from '#ui/formatNumber.ts';
import { LinePlot } from '#ui/LinePlot.tsx';
import type { Cell } from '#ui/matrix.ts';
import { PixelImage } from '#ui/PixelImage.tsx';
import { Slider } from '#ui/Slider.tsx';
import { cueNames, describeCue } from './describeCue.ts';
import type firstFrame from './Lab.first.ts';
import { OnePicture } from './OnePicture.tsx';
import { RunsTable } from './RunsTable.tsx';
import { shownTrial, threeTests, type ShownLook, type ShownTrial } from './shownTrial.ts';
import { cueOf, labDefaults, labSchema, trialOf, type LabState } from './state.ts';
import { useTraining } from './useTraining.ts';

const guesses = [
  { value: 'high', label: '70 % or more' },
  { value: 'half', label: '40 to 70 %' },
  { value: 'low', label: 'less than 40 %' },
] as const;
/** Networks kept in the table. */
const KEPT = 8;

/** Plant a cue, train on it, look at a hundred maps, and then intervene. */
export const Lab = withFirstFrame<typeof firstFrame>(({ first }) => {
  const { samples, sheet, classes } = first;
  const link = useDemoState('dataset-bias', labSchema, labDefaults);
  const { state, update } = link;
  const { kind, size, amplitude, agreement, seed, planted, picture, guess } = state;
  const training = useTraining(sheet, classes);
  const { phase, trained } = training;
  const [runs, setRuns] = useState<ShownTrial[]>([first.shown]);
  const shown = useMemo(
    () => (trained ? shownTrial(trained.trial, trained.history, trained.found) : first.shown),
    [trained],
  );
  useEffect(() => {
    if (trained) setRuns((old) => [shown, ...old].slice(0, KEPT));
  }, [shown]);

  /** What is trained next is another thing now, and a guess was about the old one. */
  const change = (part: Partial<LabState>) => update({ ...part, guess: null });
  const cue = cueOf(state);
  const untouched = JSON.stringify(cue) === JSON.stringify(cueOf(labDefaults));
  const vehicle = useMemo(
    () => (untouched ? first.drawn.vehicle : pixelsUri(plantCue(samples.vehicle, cue, 0))),
    [kind, size, amplitude, state.row, state.column],
  );
  const half = Math.floor(size / 2);
  const place = placeOf(cue, 0);
  const drag = ({ row, column }: Cell) => {
    const inside = (at: number) => Math.max(0, Math.min(SIDE - size, at - half));
    change({ row: inside(row), column: inside(column) });
  };

  const idle = phase === 'rest';
  const history = idle ? shown.history : training.history;
  const tests = threeTests(shown);
  const outcome = tests.flipped >= 0.7 ? 'high' : tests.flipped >= 0.4 ? 'half' : 'low';
  const isShown = JSON.stringify(shown.trial) === JSON.stringify(trialOf(state));
  const look = shown.looks[planted ? 'with' : 'without'];
  const local = hasPlace(shown.trial.cue);
  const box = shown.trial.cue.kind === 'tag' ? [placeOf(shown.trial.cue, 0)] : undefined;
  const name = `${describeCue(shown.trial.cue)}, ρ = ${percent(shown.trial.agreement)}`;
  const said = `${name}: right for ${percent(tests.matched)} of a matched, ${percent(tests.balanced)} of a balanced and ${percent(tests.flipped)} of a flipped test.`;
  const [withoutV, withV, withoutA, withA] = shown.groups;

  return (
    <DemoFrame
      id="dataset-bias"
      question="Plant a cue, train on it, and look: do the maps tell what the network has learned?"
      caption={
        <>
          <p>
            <strong>Drag the tag</strong>, or choose another cue; say how often it tells the truth
            in training. Then train: {howTrained.epochs} epochs on 200 pictures, in your browser.
          </p>
          <p>
            Train with the tag, with the grain, and with ρ = 50 %, and compare the lines of the
            table. Which column finds the grain?
          </p>
          <p>
            The run that opens was recorded by the same code. Training fetches the 500 pictures
            once, {(sheet.megabytes ?? 0).toFixed(1)} MB.
          </p>
        </>
      }
      link={{
        ...link,
        reset: () => {
          training.forget();
          setRuns([first.shown]);
          link.reset();
        },
      }}
      tasks={training.tasks}
      showsTasks
      announce={idle ? said : `Training, epoch ${history.length} of ${howTrained.epochs}.`}
      status={`network: three convolutions of ${howTrained.widths.join(', ')} maps, from nothing`}
    >
      <div className="demo-row">
        <figure className="demo-picture">
          <figcaption>{percent(agreement / 100)} of vehicles have it</figcaption>
          <PixelImage
            width={SIDE}
            height={SIDE}
            src={vehicle}
            label={kind === 'tag' ? 'A car, with the tag to be dragged' : 'A car, with the cue'}
            role="input"
            size={148}
            {...(kind === 'tag' && {
              onPick: drag,
              pick: { row: place.row + half, column: place.column + half },
            })}
          />
        </figure>
        <figure className="demo-picture">
          <figcaption>{percent(1 - agreement / 100)} of animals have it</figcaption>
          <PixelImage
            width={SIDE}
            height={SIDE}
            src={first.drawn.animal}
            label="A horse, without the cue"
            role="input"
            size={148}
          />
        </figure>
      </div>
      <div className="demo-controls">
        <Choice
          label="Cue"
          options={cueKinds.map((value) => ({ value, label: cueNames[value] }))}
          value={kind}
          onChange={(value) => change({ kind: value, amplitude: value === 'tint' ? 24 : 8 })}
        />
        {hasPlace(cue) ? (
          <Slider
            label="side of the tag"
            unit="px"
            value={size}
            min={2}
            max={10}
            onChange={(value) => change({ size: value })}
          />
        ) : (
          <Slider
            label={`${kind}, levels of 255`}
            symbol="±a"
            value={amplitude}
            min={1}
            max={48}
            onChange={(value) => change({ amplitude: value })}
          />
        )}
        <Slider
          label="cue agrees with the label"
          symbol="ρ"
          unit="%"
          value={agreement}
          min={50}
          max={100}
          onChange={(value) => change({ agreement: value })}
        />
        <Slider
          label="seed"
          value={seed}
          min={1}
          max={99}
          onChange={(value) => change({ seed: value })}
        />
      </div>
      <div className="demo-predict">
        <Guesses
          label="Before you train: of a test with the cue flipped, it will have right"
          options={guesses}
          value={guess}
          onGuess={(value) => update({ guess: value })}
        />
        <div className="demo-row">
          {idle ? (
            <button type="button" className="button" onClick={() => training.start(trialOf(state))}>
              Train here
            </button>
          ) : (
            <UnderWay of={training} share={training.progress}>
              {phase === 'fetching'
                ? 'Fetching the pictures …'
                : phase === 'looking'
                  ? 'Looking at a hundred maps …'
                  : `epoch ${history.length} of ${howTrained.epochs}${phase === 'paused' ? ', paused' : ''}`}
            </UnderWay>
          )}
        </div>
        {training.tasks.map(
          (task, i) =>
            task.error && (
              <FrameTask key={i} task={task} consolation="The figure keeps its last result." />
            ),
        )}
        <PicturesMissing of={training.fetched} />
      </div>
      <div className="bias-plot">
        <LinePlot
          series={[
            {
              name: 'cue agrees',
              points: history.map(({ agree }, i) => [i + 1, agree]),
              role: 'prediction',
            },
            { name: 'cue disagrees', points: history.map(({ disagree }, i) => [i + 1, disagree]) },
          ]}
          x={{ title: 'epoch', range: [1, howTrained.epochs] }}
          y={{ title: 'accuracy on held-out pictures', range: [0, 1] }}
          description={`Accuracy by epoch where the cue agrees and where it does not; last ${history
            .slice(-1)
            .map(({ agree, disagree }) => `${percent(agree)} and ${percent(disagree)}`)
            .join('')}.`}
          height={170}
        />
      </div>
      {guess !== null && isShown && trained && (
        <p className="map-facts" role="status">
          <Foretold right={guess === outcome} /> {percent(tests.flipped)} of the flipped test.
        </p>
      )}
      <RunsTable runs={runs} />
      <p className="map-facts">
        <strong>{name}.</strong> Right for {percent(withV)} of vehicles with the cue and{' '}
        {percent(withoutV)} without, {percent(withA)} of animals with it and {percent(withoutA)}{' '}
        without.
      </p>
      <Choice
        label="Maps over the hundred held-out vehicles"
        options={[
          { value: 'with', label: 'all with the cue' },
          { value: 'without', label: 'all without' },
        ]}
        value={planted ? 'with' : 'without'}
        onChange={(value) => update({ planted: value === 'with' })}
      />
      <div className="map-tiles">
        <MapTile
          name="gradient, magnitude"
          map={look.maps.saliency}
          unit="times the even share"
          size={148}
          boxes={box}
        >
          <Measured look={look} method="saliency" local={local} planted={planted} />
        </MapTile>
        <MapTile
          name="Grad-CAM"
          map={look.maps.gradCam}
          unit="times the even share"
          size={148}
          boxes={box}
        >
          <Measured look={look} method="gradCam" local={local} planted={planted} />
        </MapTile>
        <MapTile name="gradient, signs kept" map={look.maps.signed} size={148}>
          {look.cosine !== null && (
            <p className="map-facts">cosine of gradient and cue: {formatNumber(look.cosine, 2)}</p>
          )}
        </MapTile>
      </div>
      {trained ? (
        <OnePicture
          trained={trained}
          planted={planted}
          picture={Math.min(picture, trained.found.pictures.length - 1)}
          onPicture={(value) => update({ picture: value })}
        />
      ) : (
        <p className="map-facts">
          After a training here, each of the hundred can be seen by itself.
        </p>
      )}
    </DemoFrame>
  );
});

interface MeasuredProps {
  look: ShownLook;
  method: 'saliency' | 'gradCam';
  local: boolean;
  planted: boolean;
}

/** The enrichment of the hundred maps where the cue is or would be. */
function Measured({ look, method, local, planted }: MeasuredProps) {
  const { mean, low, high } = look.enrichment[method];
  const [average, from, to] = [mean, low, high].map((value) => formatNumber(value, 2));
  return (
    <p className="map-facts">
      {local
        ? `${planted ? 'in the cue' : 'where the cue would be'}: ${average} × (${from} to ${to} in 80 of 100)`
        : 'the cue is everywhere: 1 × whatever the map'}
    </p>
  );
}
