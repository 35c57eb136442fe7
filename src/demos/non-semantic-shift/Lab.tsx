import { useMemo, useState, type CSSProperties } from 'react';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { FrameTask } from '#demos/frame/FrameTask.tsx';
import { Foretold, Guesses } from '#demos/frame/Guesses.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { PicturesMissing } from '#demos/network/PicturesMissing.tsx';
import { pixelsUri } from '#demos/network/pixelsUri.ts';
import { SIDE } from '#demos/network/sheet.ts';
import { usePictures } from '#demos/network/usePictures.ts';
import { proxyDistance } from '#numerics/shift/domainClassifier.ts';
import { looks, seedOf } from '#numerics/shift/look.ts';
import { Choice } from '#ui/Choice.tsx';
import { percent } from '#ui/formatNumber.ts';
import { LinePlot } from '#ui/LinePlot.tsx';
import { Slider } from '#ui/Slider.tsx';
import type firstFrame from './Lab.first.ts';
import { amountText, lookNames } from './lookNames.ts';
import type { Measured } from './recordedLooks.ts';
import { sheetOf } from './sheetOf.ts';
import { BATCHES, GUESSED, labDefaults, labSchema, ORDERS, RECORDED, SHOWN } from './state.ts';
import { useLook } from './useLook.ts';

/** The test images in another look: accuracy, confidence, domain classifier, and fresh statistics. */
export const Lab = withFirstFrame<typeof firstFrame>(({ first }) => {
  const { classes } = first;
  const link = useDemoState('looks', labSchema, labDefaults);
  const { state, update, ready } = link;
  const { look, amount, batch, order, seed, guess } = state;
  const [runs, setRuns] = useState(0);
  const at = RECORDED.findIndex((recorded) => recorded === amount);
  const isRecorded =
    at >= 0 &&
    batch === labDefaults.batch &&
    order === labDefaults.order &&
    seed === labDefaults.seed;
  const isFirst = isRecorded && look === labDefaults.look && amount === labDefaults.amount;
  const wanted = ready && (runs > 0 || !isRecorded);
  const live = useLook({ ...state, sheet: first.sheet, source: first.source }, wanted, runs);
  const { task, result } = live;
  const of = task.resultOf;
  const isCurrent =
    result !== null &&
    of?.look === look &&
    of.amount === amount / 100 &&
    of.batch === batch &&
    of.order === order &&
    of.seed === seed;
  const teaching = usePictures(first.teaching, ready && !isFirst);
  const thumbnails = useMemo(
    () =>
      isFirst || !teaching.pixels
        ? first.thumbnails
        : pixelsUri(
            sheetOf(
              teaching.pixels,
              look,
              amount / 100,
              first.shown.map((number) => seedOf(seed, number, first.sheet.labels.length)),
            ),
            { width: SHOWN.length * SIDE, height: SIDE },
          ),
    [teaching.pixels, isFirst, look, amount, seed],
  );

  const curve = first.rows[look];
  const measured: Measured | null = isCurrent
    ? {
        right: result.plain.right,
        sure: result.plain.sure,
        adaptedRight: result.adapted.right,
        adaptedSure: result.adapted.sure,
        domainError: result.domainError,
      }
    : isRecorded
      ? (curve[at] ?? null)
      : null;
  const recorded = isRecorded ? first.answers[look][at] : undefined;
  const answersOf = (fresh: boolean) =>
    first.shown.map((number, i) => {
      if (isCurrent) return (fresh ? result.adapted : result.plain).answers[number];
      const digits = recorded?.[fresh ? 1 : 0];
      return digits === undefined ? undefined : Number(digits[i]);
    });
  const [before, after] = [answersOf(false), answersOf(true)];
  const name = `${lookNames[look]}, ${amountText(look, amount / 100)}`;
  const announce = measured
    ? `${name}: ${percent(measured.right, 1)} right at a mean confidence of ${percent(measured.sure, 1)}; with fresh statistics ${percent(measured.adaptedRight, 1)} at ${percent(measured.adaptedSure, 1)}. The domain classifier errs on ${percent(measured.domainError, 1)}: distance ${proxyDistance(measured.domainError).toFixed(2)}.`
    : `${name}: not yet read.`;
  const gapAtFull = (of: (typeof GUESSED)[number]) => {
    const last = first.rows[of].at(-1);
    return last ? last.sure - last.right : 0;
  };
  const truth = GUESSED.reduce((most, one) => (gapAtFull(one) > gapAtFull(most) ? one : most));
  const line = (of: (row: Measured) => number) =>
    curve.map((row, i) => [RECORDED[i] ?? 0, 100 * of(row)] as const);
  const rows = measured && [
    { name: 'as trained', right: measured.right, sure: measured.sure },
    { name: 'fresh statistics', right: measured.adaptedRight, sure: measured.adaptedSure },
  ];

  return (
    <DemoFrame
      id="looks"
      question="What does another look cost, does the network notice, and what helps?"
      link={{
        ...link,
        reset: () => {
          setRuns(0);
          link.reset();
        },
      }}
      tasks={[task]}
      showsTasks
      announce={announce}
      status={`network: base (${(100 * first.accuracy).toFixed(1)} % right on all test images)`}
      caption={
        <>
          <p>
            Beneath each picture, what the network answers as it was trained, and with{' '}
            <strong>fresh statistics</strong> of these pictures, for which no label was used. The
            table is of 500 test images.
          </p>
          <p>
            Find a look that costs much and is hardly noticed in the confidence. Make the batch{' '}
            <strong>small</strong>. Then let the pictures come <strong>class by class</strong>, with
            the amount at 0, in batches of 50: there are 50 of each class.
          </p>
          <p>
            Steps of 25 % were recorded by this code, in batches of 100; for everything else your
            device reads the pictures, for which {first.megabytes.toFixed(1)} MB are fetched once.
          </p>
        </>
      }
      controls={
        <>
          <Choice
            label="Look"
            role="input"
            options={looks.map((value) => ({ value, label: lookNames[value] }))}
            value={look}
            onChange={(value) => update({ look: value })}
          />
          <Slider
            label="amount"
            value={amount}
            min={0}
            max={100}
            step={5}
            unit="%"
            onChange={(value) => update({ amount: value })}
          />
          <Choice
            label="Pictures in a batch, for the statistics"
            options={BATCHES.map((value) => ({ value, label: String(value) }))}
            value={batch}
            onChange={(value) => update({ batch: value })}
          />
          <Choice
            label="They come"
            options={ORDERS.map((value) => ({ value, label: value }))}
            value={order}
            onChange={(value) => update({ order: value })}
          />
          <Slider
            label="seed"
            value={seed}
            min={1}
            max={99}
            onChange={(value) => update({ seed: value })}
          />
        </>
      }
    >
      <ol className="looks-strip">
        {SHOWN.map((number, i) => (
          <li key={number}>
            <span
              className="looks-tile"
              role="img"
              aria-label={`${classes[i] ?? ''}, ${lookNames[look]}`}
              style={
                {
                  backgroundImage: `url(${thumbnails})`,
                  backgroundPosition: `${((100 * i) / (SHOWN.length - 1)).toFixed(2)}% 0%`,
                } as CSSProperties
              }
            />
            <Answer said={classes[before[i] ?? -1]} right={before[i] === i} how="as trained" />
            <Answer said={classes[after[i] ?? -1]} right={after[i] === i} how="fresh" />
          </li>
        ))}
      </ol>
      <div className="looks-row">
        <Guesses
          label="At the full amount, of which is the network most too sure?"
          options={GUESSED.map((value) => ({ value, label: lookNames[value] }))}
          value={guess}
          onGuess={(value) => update({ guess: value, look: value, amount: 100 })}
        />
        {guess !== null && (
          <p role="status">
            <Foretold right={guess === truth} /> the mean confidence is above the share of right
            answers by{' '}
            {GUESSED.map((of) => `${Math.round(100 * gapAtFull(of))} points (${of})`).join(', ')}.
          </p>
        )}
      </div>
      <div className="looks-row">
        <button type="button" className="button needs-script" onClick={() => setRuns(runs + 1)}>
          Read it here
        </button>
        {live.pictures.pixels === null && !live.pictures.failed && wanted && (
          <p className="demo-progress">Fetching the 500 pictures …</p>
        )}
        <FrameTask task={task} consolation="The figure keeps its last result." />
        <PicturesMissing of={live.pictures} />
      </div>
      <div className="looks-row looks-table">
        <table>
          <caption>
            {name}
            {isCurrent ? ', read here' : isRecorded ? ', recorded' : ''}
          </caption>
          <thead>
            <tr>
              <th scope="col">the network</th>
              <th scope="col">right</th>
              <th scope="col">mean confidence</th>
            </tr>
          </thead>
          <tbody>
            {(rows ?? []).map((row) => (
              <tr key={row.name}>
                <th scope="row">{row.name}</th>
                <td>{percent(row.right, 1)}</td>
                <td>{percent(row.sure, 1)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p className="looks-domain">
          {measured ? (
            <>
              A linear classifier on the features takes {percent(measured.domainError, 1)} of
              held-out pictures for the wrong look: proxy A-distance 2(1 − 2ε) ={' '}
              <strong>{proxyDistance(measured.domainError).toFixed(2)}</strong> of 2.
            </>
          ) : (
            'Being read …'
          )}
        </p>
      </div>
      <div className="looks-row">
        <LinePlot
          series={[
            { name: 'fresh', points: line((row) => row.adaptedRight), role: 'output' },
            { name: 'right', points: line((row) => row.right), role: 'prediction' },
            { name: 'confidence', points: line((row) => row.sure) },
          ]}
          x={{ title: `amount of ${lookNames[look]}, % (recorded)`, range: [0, 100] }}
          y={{ title: '% of 500 pictures', range: [0, 100] }}
          marker={amount}
          description={`${lookNames[look]}, from 0 to 100 % of the amount: right falls from ${percent(curve[0]?.right ?? 0)} to ${percent(curve[4]?.right ?? 0)}, with fresh statistics to ${percent(curve[4]?.adaptedRight ?? 0)}; the mean confidence goes to ${percent(curve[4]?.sure ?? 0)}.`}
          height={200}
        />
      </div>
    </DemoFrame>
  );
});

/** What the network says of a picture, with a mark that needs no colour. */
function Answer({ said, right, how }: { said: string | undefined; right: boolean; how: string }) {
  return (
    <span className="looks-answer" data-right={right}>
      <span className="visually-hidden">{how}: </span>
      {said === undefined ? '…' : `${right ? '✓' : '✗'} ${said}`}
    </span>
  );
}
