import { useState } from 'react';
import { PointMap } from '#demos/dimensionality-reduction/PointMap.tsx';
import { Thumbnail } from '#demos/dimensionality-reduction/Thumbnail.tsx';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { Foretold, Guesses } from '#demos/frame/Guesses.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { spaceNames } from '#numerics/clustering/prepare.ts';
import { headNames } from '#numerics/clustering/similarityHead.ts';
import { Choice } from '#ui/Choice.tsx';
import { percent } from '#ui/formatNumber.ts';
import { Slider } from '#ui/Slider.tsx';
import { clusterMarks } from './clusterMarks.ts';
import { ClusterStrips } from './ClusterStrips.tsx';
import { GroupControls } from './GroupControls.tsx';
import type firstFrame from './Lab.first.ts';
import { MatchTable } from './MatchTable.tsx';
import { clusterName, describePlan, headTitles, spaceTitles } from './names.ts';
import { RunsTable } from './RunsTable.tsx';
import { ScoreTable } from './ScoreTable.tsx';
import { K_RANGE, labDefaults, labSchema, planOf, TARGET } from './state.ts';
import { useGrouping } from './useGrouping.ts';

/** Accuracies nearer to each other than this are not told apart by 200 pictures. */
const TIE = 0.03;

/** Two hundred unlabelled pictures of four unknown classes, to be sorted in three ways. */
export const Lab = withFirstFrame<typeof firstFrame>(({ first }) => {
  const link = useDemoState('new-classes', labSchema, labDefaults);
  const { state, update } = link;
  const { mark, guess } = state;
  const handle = useGrouping(first);
  const { target, underWay, runs } = handle;
  const [hovered, setHovered] = useState<number | null>(null);

  const plan = planOf(state);
  const newest = runs[0];
  const shown = underWay?.partial ?? newest?.found ?? first.shown;
  const shownPlan = underWay?.partial ? underWay.plan : (newest?.plan ?? planOf(labDefaults));
  const { clusters, scores } = shown;
  const classNumbers = target.names.map((name) => first.classes.indexOf(name));
  const marks = clusterMarks(scores.matched, classNumbers);
  const labels =
    mark === 'class'
      ? target.classes.map((c) => classNumbers[c] ?? 0)
      : clusters.map((cluster) => marks[cluster] ?? 0);
  const picture = hovered ?? state.picture;
  const nameOf = (i: number) => target.names[target.classes[i] ?? 0] ?? '';
  const how = `${describePlan(shownPlan)}${newest || underWay?.partial ? '' : ', as recorded'}`;
  const said = `${how}: ${percent(scores.accuracy, 1)} right after matching, NMI ${scores.nmi.toFixed(2)}, ${scores.used} of ${shownPlan.k} clusters used.`;
  const { best } = first;
  const most = Math.max(...Object.values(best));
  const isTie = Math.abs(best.features - best.transfer) < TIE;
  const hasHead = state.method === 'transfer';
  const spaces = spaceNames.filter((name) => !hasHead || name === 'scaled' || name === 'whitened');

  return (
    <DemoFrame
      id="new-classes"
      question="Four kinds of things that nobody has named: can they be told apart?"
      link={{
        ...link,
        reset: () => {
          handle.forget();
          link.reset();
        },
      }}
      tasks={handle.tasks}
      showsTasks
      announce={
        handle.paused ? `Paused. ${said}` : handle.isUnderWay ? 'Grouping the pictures.' : said
      }
      status={`network: six (${percent(first.accuracy, 1)} right on its six classes)`}
      caption={
        <>
          <p>
            Each mark is an unlabelled test picture of deer, dogs, frogs or trucks, 50 each; the
            network knows {first.known.join(', ')}. The map (t-SNE of the features, perplexity{' '}
            {first.map.perplexity}) is for looking: nothing is grouped in it.
          </p>
          <p>
            <strong>Group them in other ways</strong>, with other seeds, and with K too small or too
            large. Then mark by the true class: that is what no method here was shown. ACC is the
            share that is right after the best matching; MCL and KCL, two ways to make clusters of
            answers, are explained below.
          </p>
          <p>
            The grouping that opens was recorded by this code. To run it here,{' '}
            {first.megabytes.toFixed(1)} MB are fetched once.
          </p>
        </>
      }
      controls={
        <>
          <Choice
            label="Group by"
            role="output"
            options={[
              { value: 'kmeans', label: 'k-means' },
              { value: 'transfer', label: 'transferred similarity' },
            ]}
            value={state.method}
            onChange={(method) =>
              update({
                method,
                ...(method === 'transfer' && { space: planOf({ ...state, method }).space }),
              })
            }
          />
          <Choice
            label="Look at"
            role="input"
            options={spaces.map((value) => ({ value, label: spaceTitles[value] }))}
            value={plan.space}
            onChange={(space) => update({ space })}
          />
          {hasHead && (
            <>
              <Choice
                label="Pairs are judged by"
                options={headNames.map((value) => ({ value, label: headTitles[value] }))}
                value={state.head}
                onChange={(head) => update({ head })}
              />
              <Choice
                label="Loss"
                options={[
                  { value: 'mcl', label: 'MCL' },
                  { value: 'kcl', label: 'KCL' },
                ]}
                value={state.loss}
                onChange={(loss) => update({ loss })}
              />
            </>
          )}
          <Slider
            label="clusters allowed, K"
            value={state.k}
            min={K_RANGE.least}
            max={K_RANGE.most}
            onChange={(k) => update({ k })}
          />
          <Slider
            label="seed"
            value={state.seed}
            min={1}
            max={99}
            onChange={(seed) => update({ seed })}
          />
          <Choice
            label="Mark by"
            options={[
              { value: 'cluster', label: 'cluster' },
              { value: 'class', label: 'true class' },
            ]}
            value={mark}
            onChange={(value) => update({ mark: value })}
          />
          <Slider
            label="picture, number"
            value={state.picture}
            min={0}
            max={TARGET - 1}
            role="input"
            onChange={(value) => update({ picture: value })}
          />
        </>
      }
    >
      <div className="demo-predict">
        <Guesses
          label="Before you look: which way gets most pictures right?"
          options={[
            { value: 'pixels', label: 'k-means on pixels' },
            { value: 'features', label: 'k-means on features' },
            { value: 'transfer', label: 'a similarity learned from the old classes' },
          ]}
          value={guess}
          onGuess={(value) => update({ guess: value })}
        />
        {guess && (
          <p>
            <Foretold right={best[guess] > most - TIE} /> means over {first.seeds} seeds, each way
            at its best: pixels {percent(best.pixels, 1)}, features {percent(best.features, 1)},
            transferred similarity {percent(best.transfer, 1)}.
            {isTie && ' Between the last two, 200 pictures cannot decide.'}
          </p>
        )}
      </div>
      <div className="dr-main">
        <PointMap
          points={first.map.y}
          labels={labels}
          at={picture}
          title={mark === 'class' ? 'Marked by true class' : how}
          label={`200 pictures on a map, marked by ${mark === 'class' ? 'true class' : 'cluster'}. Now at picture ${picture}, ${nameOf(picture)}, in cluster ${clusterName(clusters[picture] ?? 0)}.`}
          onPoint={setHovered}
          onPick={(value) => update({ picture: value })}
        />
        <GroupControls of={handle} plan={plan} label="Group them here" />
        <ClusterStrips
          src={first.thumbnails}
          columns={first.sheet.columns}
          clusters={clusters}
          k={shownPlan.k}
          numbers={target.numbers}
        />
      </div>
      <div className="dr-side">
        <div className="cct-looked">
          <Thumbnail
            src={first.thumbnails}
            columns={first.sheet.columns}
            number={target.numbers[picture] ?? 0}
            size={96}
            label={`Picture ${picture}: ${nameOf(picture)}`}
          />
          <p>
            <strong>{nameOf(picture)}</strong>, number {picture};<br />
            in cluster {clusterName(clusters[picture] ?? 0)}
          </p>
        </div>
        <MatchTable scores={scores} names={target.names} caption="Pictures by cluster and class" />
        <ScoreTable of={shown} />
      </div>
      <RunsTable runs={runs} />
    </DemoFrame>
  );
});
