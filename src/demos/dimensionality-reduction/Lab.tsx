import { useMemo, useState } from 'react';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { FrameTask } from '#demos/frame/FrameTask.tsx';
import { Foretold, Guesses } from '#demos/frame/Guesses.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { PicturesMissing } from '#demos/network/PicturesMissing.tsx';
import { setSizes } from '#demos/network/state.ts';
import type { MapQuality } from '#numerics/embedding/mapQuality.ts';
import { Choice } from '#ui/Choice.tsx';
import { percent, wholeText } from '#ui/formatNumber.ts';
import { LinePlot } from '#ui/LinePlot.tsx';
import { Slider } from '#ui/Slider.tsx';
import type firstFrame from './Lab.first.ts';
import { Legend } from './Legend.tsx';
import { LookedAt } from './LookedAt.tsx';
import { unpacked } from './packed.ts';
import { PointMap } from './PointMap.tsx';
import { labDefaults, labSchema, mapDefaults } from './state.ts';
import { useLiveMap } from './useLiveMap.ts';

/** 500 pictures at seven stops through the network, flattened in two ways, and what that costs. */
export const Lab = withFirstFrame<typeof firstFrame>(({ first }) => {
  const { classes, sheet, answers, drawn, thumbnails } = first;
  const { labels } = sheet;
  const link = useDemoState('dimensionality-reduction', labSchema, labDefaults);
  const { state, update, ready } = link;
  const { place, method, perplexity, seed, start, colour, only, guess } = state;
  const [hovered, setHovered] = useState<number | null>(null);
  const [runs, setRuns] = useState(0);

  const isRecorded =
    perplexity === mapDefaults.perplexity && seed === mapDefaults.seed && start === 'random';
  const wanted = ready && (runs > 0 || (method === 'tsne' && !isRecorded));
  const live = useLiveMap(sheet, state, wanted, runs);

  const stops = useMemo(
    () =>
      first.places.map((stop) => ({
        ...stop,
        near: unpacked(stop.near),
        maps: { pca: unpacked(stop.pca.y), tsne: unpacked(stop.tsne.y) },
      })),
    [first.places],
  );
  const at = Math.max(
    0,
    stops.findIndex(({ name }) => name === place),
  );
  const stop = stops[at];
  if (!stop) throw new Error(`Nothing was recorded of ${place}.`);

  const running = live.fetching || live.tasks.some((task) => task.running);
  const busy = wanted && running && !(method === 'pca' ? live.cloud : live.map);
  const points =
    method === 'pca'
      ? (live.cloud?.scores ?? stop.maps.pca)
      : (live.soFar?.y ?? live.map?.y ?? stop.maps.tsne);
  const quality: MapQuality | null =
    method === 'pca'
      ? (live.cloud?.pca ?? stop.pca.quality)
      : busy
        ? null
        : (live.map?.quality ?? stop.tsne.quality);
  const divergence = busy ? null : (live.map?.divergence ?? stop.tsne.divergence);
  const picture = hovered ?? state.picture;
  const near = stop.near.subarray(picture * drawn, (picture + 1) * drawn);
  const popularity = stop.near.reduce((count, other) => (other === picture ? count + 1 : count), 0);
  const marks = colour === 'class' ? labels : answers;
  const shares = live.cloud?.shares ?? stop.pca.shares;

  const made =
    method === 'pca'
      ? `the plane of PCA, ${live.cloud ? 'computed here' : 'as recorded'}`
      : live.soFar
        ? `t-SNE, step ${live.soFar.step} of ${mapDefaults.steps}`
        : live.map
          ? `t-SNE, computed here, perplexity ${perplexity}, ${start === 'pca' ? 'from the principal plane' : `seed ${seed}`}`
          : `t-SNE as recorded, ${busy ? 'while the network reads the pictures' : `perplexity ${mapDefaults.perplexity}, seed ${mapDefaults.seed}`}`;
  const wordOf = (name: string) => (name === 'input' ? 'pixels' : name);
  const spaceOf = `in all ${wholeText(stop.dimensions)} numbers of ${wordOf(place)}`;
  const nameOf = (i: number) => classes[labels[i] ?? 0] ?? '';
  const announce = `500 pictures ${spaceOf}: the ten nearest vote right for ${percent(stop.accuracy, 1)}; in this map (${made}) for ${quality ? percent(quality.accuracy, 1) : 'a share still being computed'}. Looking at picture ${state.picture}, ${nameOf(state.picture)}, which the network calls ${classes[answers[state.picture] ?? 0]}.`;

  return (
    <DemoFrame
      id="dimensionality-reduction"
      question="What does a layer look like when all its numbers are flattened onto a page?"
      link={{
        ...link,
        reset: () => {
          setRuns(0);
          link.reset();
        },
      }}
      tasks={live.tasks}
      showsTasks
      announce={announce}
      status={`network: base (${(100 * first.accuracy).toFixed(1)} % right)`}
      caption={
        <>
          <p>
            Each mark is one of 500 test pictures, 50 a class. <strong>Point at one</strong>, or
            tap: lines go to the five pictures that are nearest to it before anything is flattened.
          </p>
          <p>
            <strong>Go through the network</strong> from pixels to logits. Vehicles are solid,
            animals hollow.
          </p>
          <p>
            The maps that open were recorded by this code. To run it here, the pictures and the
            network are fetched once, {first.megabytes.toFixed(1)} MB.
          </p>
        </>
      }
      controls={
        <>
          <div className="demo-predict">
            <Guesses
              label="Before you go on: at which stop do the ten nearest, in all its numbers, first vote right for most pictures?"
              options={[
                { value: 'pool1', label: 'pool1' },
                { value: 'pool2', label: 'pool2' },
                { value: 'conv4', label: 'conv4' },
                { value: 'conv5', label: 'conv5' },
              ]}
              value={guess}
              onGuess={(value) => update({ guess: value })}
            />
            {guess && (
              <>
                <p>
                  <Foretold right={guess === 'conv5'} /> only at conv5, the last convolution of all:{' '}
                  {stops
                    .slice(0, 5)
                    .map(({ name, accuracy }) => `${wordOf(name)} ${percent(accuracy, 1)}`)
                    .join(', ')}
                  .
                </p>
                <LinePlot
                  series={[
                    {
                      name: 'all numbers',
                      points: stops.map(({ accuracy }, i) => [i, accuracy]),
                      role: 'output',
                    },
                    {
                      name: 't-SNE map',
                      points: stops.map(({ tsne }, i) => [i, tsne.quality.accuracy]),
                    },
                    {
                      name: 'PCA map',
                      points: stops.map(({ pca }, i) => [i, pca.quality.accuracy]),
                    },
                  ]}
                  x={{
                    title: `0 pixels, ${stops
                      .slice(1)
                      .map(({ name }, i) => `${i + 1} ${name}`)
                      .join(', ')}`,
                    range: [0, stops.length - 1],
                    whole: true,
                  }}
                  y={{ title: 'share for which ten neighbours vote right', range: [0, 1] }}
                  marker={at}
                  description={stops
                    .map(
                      ({ name, accuracy, pca, tsne }) =>
                        `${wordOf(name)}: ${percent(accuracy, 1)} in all numbers, ${percent(tsne.quality.accuracy, 1)} by t-SNE, ${percent(pca.quality.accuracy, 1)} by PCA.`,
                    )
                    .join(' ')}
                />
              </>
            )}
          </div>
          {method === 'tsne' && (
            <>
              <Slider
                label="perplexity"
                value={perplexity}
                min={2}
                max={100}
                onChange={(value) => update({ perplexity: value })}
              />
              <Slider
                label="seed"
                value={seed}
                min={1}
                max={99}
                disabled={start === 'pca'}
                onChange={(value) => update({ seed: value })}
              />
              <Choice
                label="Start from"
                options={[
                  { value: 'random', label: 'random places' },
                  { value: 'pca', label: 'the PCA map' },
                ]}
                value={start}
                onChange={(value) => update({ start: value })}
              />
            </>
          )}
          <Choice
            label="Mark by"
            role="prediction"
            options={[
              { value: 'class', label: 'true class' },
              { value: 'answer', label: 'the network’s answer' },
            ]}
            value={colour}
            onChange={(value) => update({ colour: value })}
          />
          <Legend names={classes} only={only} onOnly={(value) => update({ only: value })} />
          <Slider
            label="picture, number"
            value={state.picture}
            min={0}
            max={setSizes.gallery - 1}
            role="input"
            onChange={(value) => update({ picture: value })}
          />
        </>
      }
    >
      <div className="dr-main">
        <PointMap
          points={points}
          labels={marks}
          only={only}
          at={picture}
          linked={near}
          title={`${wordOf(place)}, ${wholeText(stop.dimensions)} numbers a picture: ${made}`}
          label={`500 pictures ${spaceOf}, flattened: ${made}. Now at picture ${state.picture}, ${nameOf(state.picture)}.`}
          onPoint={setHovered}
          onPick={(value) => update({ picture: value })}
        />
        <div className="dr-doing">
          <button type="button" className="button" onClick={() => setRuns(runs + 1)}>
            Run {method === 'pca' ? 'PCA' : 't-SNE'} here
          </button>
          {live.fetching && <p className="demo-progress">Fetching the 500 pictures …</p>}
          {live.tasks.map((task, index) => (
            <FrameTask key={index} task={task} consolation="The map keeps its last places." />
          ))}
          <PicturesMissing of={live} />
        </div>
        <div className="demo-controls">
          <Choice
            label="Stop at"
            role="output"
            options={stops.map(({ name }) => ({ value: name, label: wordOf(name) }))}
            value={place}
            onChange={(value) => update({ place: value })}
          />
          <Choice
            label="Flatten by"
            options={[
              { value: 'pca', label: 'PCA' },
              { value: 'tsne', label: 't-SNE' },
            ]}
            value={method}
            onChange={(value) => update({ method: value })}
          />
        </div>
      </div>
      <div className="dr-side">
        <LookedAt
          src={thumbnails}
          columns={sheet.columns}
          classes={classes}
          labels={labels}
          answers={answers}
          picture={picture}
          near={near}
          popularity={popularity}
          space={spaceOf}
        />
        <table className="demo-table">
          <caption>What the map keeps</caption>
          <tbody>
            <Row what="ten nearest vote right, all numbers" value={percent(stop.accuracy, 1)} />
            <Row what="… in this map" value={quality && percent(quality.accuracy, 1)} />
            <Row what="of ten true neighbours kept" value={quality && percent(quality.kept, 1)} />
            <Row what="trustworthiness" value={quality && quality.trust.toFixed(2)} />
            <Row what="Spearman’s ρ of distances" value={quality && quality.rho.toFixed(2)} />
            {method === 'pca' ? (
              <Row what="variance in the plane" value={percent(shares[0] + shares[1], 1)} />
            ) : (
              <Row
                what="KL(P‖Q), nats"
                value={divergence === null ? null : divergence.toFixed(2)}
              />
            )}
          </tbody>
        </table>
      </div>
    </DemoFrame>
  );
});

function Row({ what, value }: { what: string; value: string | null }) {
  return (
    <tr>
      <th scope="row">{what}</th>
      <td>{value ?? '…'}</td>
    </tr>
  );
}
