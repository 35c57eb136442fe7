import { useState } from 'react';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { FrameTask } from '#demos/frame/FrameTask.tsx';
import { UnderWay } from '#demos/frame/UnderWay.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { networkStatus } from '#demos/network/networkStatus.ts';
import { PicturesMissing } from '#demos/network/PicturesMissing.tsx';
import type { Weights } from '#numerics/network/weights.ts';
import type { Scope } from '#numerics/pruning/magnitudeMasks.ts';
import { fineTuning } from '#numerics/pruning/study.ts';
import { Choice } from '#ui/Choice.tsx';
import { percent, wholeText } from '#ui/formatNumber.ts';
import { LinePlot } from '#ui/LinePlot.tsx';
import { Slider } from '#ui/Slider.tsx';
import { Toggle } from '#ui/Toggle.tsx';
import type firstFrame from './Prune.first.ts';
import { pruneDefaults, pruneSchema, type PruneState } from './state.ts';
import { usePruning, type Cut } from './usePruning.ts';

const names: Record<Scope, string> = {
  global: 'whole network',
  layer: 'each layer',
  scaled: 'whole, scaled',
};

/** Prune the book's network by magnitude, look at what is left, and train it on. */
export const Prune = withFirstFrame<typeof firstFrame>(({ first }) => {
  const { sheet, curves } = first;
  const link = useDemoState('prune', pruneSchema, pruneDefaults);
  const { state } = link;
  const { sparsity, scope, seed } = state;
  const pruning = usePruning(sheet);
  const { phase, history } = pruning;
  /** Weights of an earlier fine-tuning that are pruned further; not in the link. */
  const [base, setBase] = useState<Weights | null>(null);

  const cutOf = (of: PruneState, weights: Weights | null): Cut => ({
    sparsity: of.sparsity / 100,
    scope: of.scope,
    seed: of.seed,
    ...(weights && { weights }),
  });
  const change = (part: Partial<PruneState>) => {
    link.update(part);
    if (phase === 'rest') pruning.measure(cutOf({ ...state, ...part }, base));
  };
  const idle = phase === 'rest';
  const shown = pruning.pruned ?? first.shown;
  const of = pruning.prunedOf;
  const label = of
    ? `${percent(of.sparsity)} pruned, ${names[of.scope]}${of.weights ? ', after fine-tuning' : ''}`
    : '50 % pruned, whole network';
  const kept = shown.layers.reduce((sum, layer) => sum + layer.kept, 0);
  const all = shown.layers.reduce((sum, layer) => sum + layer.weights, 0);
  const empty = shown.layers.filter((layer) => layer.kept === 0).map(({ name }) => name);
  const rights = history.map(({ right }, i): [number, number] => [i + 1, right / shown.of]);
  const last = history.at(-1);
  const said = `${label}: ${shown.right} of ${shown.of} held-out pictures right, with ${wholeText(kept)} of ${wholeText(all)} weights.${last ? ` Fine-tuned for ${history.length} epochs: ${last.right} of ${shown.of}.` : ''}`;

  return (
    <DemoFrame
      id="prune"
      question="How many weights can the book’s network lose?"
      caption={
        <>
          <p>
            <strong>Drag the sparsity</strong>: the smallest weights become zero, and the network is
            asked about 250 pictures. The lines are recorded, as means of three halves of the
            gallery; your own number stands below.
          </p>
          <p>
            Then fine-tune: {fineTuning.epochs} epochs, 200 steps, on the <em>other</em> 250
            pictures and their mirror images, a matter of minutes; what was pruned stays zero.
          </p>
          <p>Measuring fetches the pictures once, {(sheet.megabytes ?? 0).toFixed(1)} MB.</p>
        </>
      }
      link={{
        ...link,
        reset: () => {
          pruning.forget();
          setBase(null);
          link.reset();
        },
      }}
      tasks={pruning.tasks}
      showsTasks
      announce={idle ? said : `Fine-tuning, epoch ${history.length} of ${fineTuning.epochs}.`}
      status={networkStatus('base', first.accuracy)}
    >
      <div className="search-plot">
        <LinePlot
          series={curves.map(({ scope: own, points }) => ({
            name: names[own],
            points,
            ...(own === scope && { role: 'prediction' as const }),
          }))}
          x={{ title: 'weights pruned, %', range: [0, 100] }}
          y={{ title: 'share of 250 held-out pictures right', range: [0, 1] }}
          marker={sparsity}
          description="Right answers against sparsity, recorded, for three ways of choosing the smallest weights: sought in the whole network, the accuracy falls to chance at half of the weights; sought in each layer, it holds longer."
          height={210}
        />
      </div>
      <div className="demo-controls">
        <Slider
          label="sparsity"
          unit="%"
          value={sparsity}
          min={0}
          max={99}
          onChange={(value) => change({ sparsity: value })}
        />
        <Choice
          label="Where the smallest are sought"
          options={(['global', 'layer', 'scaled'] as const).map((value) => ({
            value,
            label: names[value],
          }))}
          value={scope}
          onChange={(value) => change({ scope: value })}
        />
        <Slider
          label="seed of the halves"
          value={seed}
          min={1}
          max={99}
          onChange={(value) => change({ seed: value })}
        />
      </div>
      {pruning.tasks.map(
        (task, i) =>
          (task.error || (i === 0 && idle)) && (
            <FrameTask key={i} task={task} consolation="The figure keeps its last result." />
          ),
      )}
      <PicturesMissing of={pruning.fetched} />
      <p className="search-facts">
        <strong>{label}:</strong> {shown.right} of {shown.of} right (
        {percent(shown.right / shown.of)}
        ), {wholeText(kept)} of {wholeText(all)} weights left.
        {empty.length > 0 && ` Nothing at all is left of ${empty.join(' and ')}.`}
      </p>
      <div className="search-table" tabIndex={0} role="region" aria-label="Weights left, by layer">
        <table className="demo-table">
          <caption>What is left of each layer’s weights</caption>
          <thead>
            <tr>
              {shown.layers.map(({ name }) => (
                <th scope="col" key={name}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              {shown.layers.map(({ name, kept: left, weights }) => (
                <td key={name}>{percent(left / weights)}</td>
              ))}
            </tr>
          </tbody>
        </table>
      </div>
      <div className="demo-row needs-script">
        {idle ? (
          <button
            type="button"
            className="button"
            onClick={() => pruning.start(cutOf(state, base))}
          >
            Fine-tune what is left
          </button>
        ) : (
          <UnderWay of={pruning} name="Fine-tuning" share={pruning.progress}>
            {phase === 'fetching'
              ? 'Fetching the pictures …'
              : `epoch ${history.length} of ${fineTuning.epochs}${phase === 'paused' ? ', paused' : ''}`}
          </UnderWay>
        )}
        {pruning.finished && (
          <Toggle
            label="prune the fine-tuned network further"
            checked={base !== null}
            disabled={!idle}
            onChange={(on) => {
              const weights = on ? pruning.finished : null;
              setBase(weights);
              pruning.measure(cutOf(state, weights));
            }}
          />
        )}
      </div>
      {pruning.tunedOf && rights.length > 0 && (
        <div className="search-plot">
          <LinePlot
            series={[{ name: 'right', points: rights, role: 'prediction' }]}
            x={{ title: 'epoch of fine-tuning', range: [1, fineTuning.epochs], whole: true }}
            y={{ title: 'share of held-out pictures right', range: [0, 1] }}
            description={said}
            height={140}
          />
          <p className="search-facts">
            {percent(pruning.tunedOf.sparsity)} pruned, {names[pruning.tunedOf.scope]}, fine-tuned:{' '}
            <strong>
              {last?.right} of {shown.of}
            </strong>{' '}
            right after epoch {history.length}.
          </p>
        </div>
      )}
    </DemoFrame>
  );
});
