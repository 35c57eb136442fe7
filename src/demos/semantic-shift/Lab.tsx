import { useMemo, useState } from 'react';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { FrameTask } from '#demos/frame/FrameTask.tsx';
import { Foretold, Guesses } from '#demos/frame/Guesses.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { PicturesMissing } from '#demos/network/PicturesMissing.tsx';
import { alterations } from '#numerics/novelty/alter.ts';
import { auroc, falsePositiveRate, shareLetIn, thresholdKeeping } from '#numerics/novelty/auroc.ts';
import { scoreNames } from '#numerics/novelty/familiarity.ts';
import { kinds, type Kind } from '#numerics/novelty/stream.ts';
import { Choice } from '#ui/Choice.tsx';
import { formatNumber, percent } from '#ui/formatNumber.ts';
import { Slider } from '#ui/Slider.tsx';
import { kindName, scoreTitles } from './kindNames.ts';
import type firstFrame from './Lab.first.ts';
import { StreamPlot } from './StreamPlot.tsx';
import { StreamStrip } from './StreamStrip.tsx';
import { streamDefaults, streamFields, streamSchema } from './state.ts';
import { useStream } from './useStream.ts';

/** A stream of known, altered, new and random pictures, a score, and a threshold that the reader sets. */
export const Lab = withFirstFrame<typeof firstFrame>(({ first }) => {
  const { known, classes, sheet, means } = first;
  const link = useDemoState('stream', streamSchema, streamDefaults);
  const { state, update, ready } = link;
  const { score, keep, alteration, amount, seed, guess } = state;
  const [runs, setRuns] = useState(0);
  const labels = useMemo(
    () => sheet.labels.map((label) => known.indexOf(classes[label] ?? '')),
    [sheet.labels],
  );
  const isRecorded =
    alteration === streamDefaults.alteration &&
    amount === streamDefaults.amount &&
    seed === streamDefaults.seed;
  const live = useStream(
    { alteration, amount, seed, sheet, labels, means },
    ready && (runs > 0 || !isRecorded),
    runs,
  );
  const { result, task } = live;
  const { read, right, shown } = result ?? first;
  const shownAlteration = (result && task.resultOf?.alteration) ?? streamDefaults.alteration;
  const nameOf = (kind: Kind) => kindName(kind, shownAlteration);

  const scoresOf = (kind: Kind) => read[kind].scores[score];
  const threshold = thresholdKeeping(scoresOf('known'), keep / 100);
  const rows = useMemo(
    () =>
      kinds.map((kind) => ({
        kind,
        ...auroc(scoresOf('known'), scoresOf(kind)),
        at95: falsePositiveRate(scoresOf('known'), scoresOf(kind)),
      })),
    [read, score],
  );
  const letIn = (kind: Kind) => shareLetIn(scoresOf(kind), threshold);
  const isDistance = score === 'mean' || score === 'neighbours';
  const rule = isDistance
    ? `distance ≤ ${formatNumber(-threshold)}`
    : `${score === 'softmax' ? 'max p' : '−E'} ≥ ${formatNumber(threshold)}`;
  const announce = `${scoreTitles[score].short}, threshold ${rule}: let in are ${kinds.map((kind) => `${percent(letIn(kind))} of ${nameOf(kind)}`).join(', ')}.`;
  // Until the reader has guessed, or touched anything else, the answer is not given away.
  const isSecret = runs === 0 && streamFields.every((name) => state[name] === streamDefaults[name]);
  const [altered, fresh] = [letIn('altered'), letIn('new')];
  const truth = altered < fresh ? 'altered' : altered > fresh ? 'new' : 'equal';

  return (
    <DemoFrame
      id="stream"
      question="Where do you draw the line between known and unknown?"
      link={{
        ...link,
        reset: () => {
          setRuns(0);
          link.reset();
        },
      }}
      tasks={[task]}
      showsTasks
      announce={isSecret ? 'The shares and curves are shown after a guess.' : announce}
      status={`network: six (${(100 * first.accuracy).toFixed(1)} % right on its six classes)`}
      caption={
        <>
          <p>
            The network knows {known.join(', ')}. Whatever scores at least the threshold is{' '}
            <strong>let in</strong> (✓) and gets a class; the rest is turned away (✗). A dashed
            frame marks a verdict that we would not want.
          </p>
          <p>
            <strong>Guess</strong>, then move the threshold and change the score. Last, turn the
            alteration down to 0 %: an AUROC of one half.
          </p>
          <p>
            The opening numbers were recorded by this code, on 300 known, 200 new and 100 random
            pictures. To run it here, {first.megabytes.toFixed(1)} MB are fetched once.
          </p>
        </>
      }
      controls={
        <>
          <Choice
            label="Score"
            role="prediction"
            options={scoreNames.map((name) => ({ value: name, label: scoreTitles[name].short }))}
            value={score}
            onChange={(value) => update({ score: value })}
          />
          <Slider
            label="known photographs let in, at least"
            value={keep}
            min={1}
            max={100}
            unit="%"
            onChange={(value) => update({ keep: value })}
          />
          <Choice
            label="Known pictures also come"
            role="input"
            options={alterations.map((name) => ({
              value: name,
              label: name === 'edges' ? 'as edges' : name,
            }))}
            value={alteration}
            onChange={(value) => update({ alteration: value })}
          />
          <Slider
            label="altered by"
            value={amount}
            min={0}
            max={100}
            step={5}
            unit="%"
            onChange={(value) => update({ amount: value })}
          />
          <Slider
            label="seed"
            value={seed}
            min={1}
            max={99}
            onChange={(value) => update({ seed: value })}
          />
          <Choice
            label="Draw"
            options={[
              { value: 'shares', label: 'shares let in' },
              { value: 'roc', label: 'ROC curves' },
            ]}
            value={state.plot}
            onChange={(value) => update({ plot: value })}
          />
        </>
      }
    >
      <div className="demo-predict">
        <Guesses
          label="Of all, not of the 24 below: which does this threshold turn away more often?"
          options={[
            { value: 'altered', label: nameOf('altered') },
            { value: 'equal', label: 'both alike' },
            { value: 'new', label: 'new classes' },
          ]}
          value={guess}
          onGuess={(value) => update({ guess: value })}
        />
        {guess && (
          <p>
            <Foretold right={guess === truth} /> turned away are {percent(1 - altered)} of{' '}
            {nameOf('altered')}, and {percent(1 - fresh)} of new classes.
          </p>
        )}
      </div>
      <StreamStrip
        shown={shown}
        src={first.thumbnails}
        pixels={result?.shownPixels}
        nameOf={nameOf}
        pictureName={(kind, index) => {
          if (kind === 'noise') return '';
          const those = [...labels.keys()].filter(
            (i) => (labels[i] ?? -1) >= 0 === (kind !== 'new'),
          );
          return classes[sheet.labels[those[index] ?? 0] ?? 0] ?? '';
        }}
        answer={(kind, index) => known[read[kind].answers[index] ?? 0] ?? ''}
        isIn={(kind, index) => (scoresOf(kind)[index] ?? -Infinity) >= threshold}
      />
      <div className="novelty-doing">
        <button type="button" className="button needs-script" onClick={() => setRuns(runs + 1)}>
          Run it here
        </button>
        {live.pictures.pixels === null && !live.pictures.failed && (runs > 0 || !isRecorded) && (
          <p className="demo-progress">Fetching the 500 pictures …</p>
        )}
        <FrameTask task={task} consolation="The figure keeps its last result." />
        <PicturesMissing of={live.pictures} />
      </div>
      <div className="novelty-table">
        <table>
          <caption>
            {scoreTitles[score].short}, let in if {rule}. Of {nameOf('altered')}, {percent(right)}{' '}
            get the right class.
          </caption>
          <thead>
            <tr>
              <th scope="col">pictures</th>
              <th scope="col">let in</th>
              <th scope="col">AUROC</th>
              <th scope="col">let in at 95 %</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ kind, area, error, at95 }) => (
              <tr key={kind}>
                <th scope="row">{nameOf(kind)}</th>
                {[
                  percent(letIn(kind)),
                  kind === 'known' ? '–' : `${area.toFixed(2)} ± ${error.toFixed(2)}`,
                  kind === 'known' ? '95 %' : percent(at95),
                ].map((text, i) => (
                  <td key={i} data-secret={isSecret && kind !== 'known' ? '' : undefined}>
                    <span>{text}</span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <StreamPlot
        isSecret={isSecret}
        plot={state.plot}
        scores={{
          known: scoresOf('known'),
          altered: scoresOf('altered'),
          new: scoresOf('new'),
          noise: scoresOf('noise'),
        }}
        threshold={threshold}
        axis={scoreTitles[score].axis}
        description={announce}
      />
    </DemoFrame>
  );
});
