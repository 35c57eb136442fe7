import { useEffect } from 'react';
import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { useTask } from '#demos/frame/useTask.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import type smallCut from '#numerics/tasks/gradient-segmentation-cut.ts';
import { EditableGrid } from '#ui/EditableGrid.tsx';
import { inPlaces, formatNumber, wholeText } from '#ui/formatNumber.ts';
import { Play } from '#ui/Play.tsx';
import { Slider } from '#ui/Slider.tsx';
import { usePlayHead } from '#ui/usePlayHead.ts';
import { CutGraph } from './CutGraph.tsx';
import type firstFrame from './Cut.first.ts';
import { flowAt, stepsOf, type FlowView } from './flowAt.ts';
import { LAST_STEP, smallCutDefaults, smallCutSchema } from './state.ts';

const BRIGHTEST = 9;

/** Sixteen pixels between source and sink: the minimum cut, one path at a time. */
export const Cut = withFirstFrame<typeof firstFrame>(({ first }) => {
  const link = useDemoState('paths', smallCutSchema, smallCutDefaults);
  const { state, update } = link;
  const { levels, lambda, sigma } = state;
  const task = useTask<typeof smallCut>('gradient-segmentation-cut');
  const isFirst =
    JSON.stringify([levels, lambda, sigma]) ===
    JSON.stringify([smallCutDefaults.levels, smallCutDefaults.lambda, smallCutDefaults.sigma]);
  useEffect(() => {
    if (!isFirst) task.run({ levels, lambda, sigma });
  }, [levels, lambda, sigma]);
  const cut = isFirst ? first : (task.result ?? first);
  const shownLevels = isFirst ? levels : (task.resultOf?.levels ?? smallCutDefaults.levels);
  const steps = stepsOf(cut);
  const step = Math.min(state.step, steps - 1);
  const head = usePlayHead(step, steps, (next) => update({ step: next }), 1200);
  const flow = flowAt(cut, step);
  const columns = levels[0]?.length ?? 1;
  const said = describe(flow, step, columns);
  const sum = `${inPlaces(cut.base, 3)} + ${inPlaces(cut.value, 3)} = ${inPlaces(cut.energy, 3)}`;
  return (
    <DemoFrame
      id="paths"
      question="Where does the cheapest cut run?"
      caption={
        <>
          <p>
            In a pixel its grey level, and the room left: + from the source, so it would be
            foreground; − to the sink, background. Between neighbours the room left; dotted: none.
          </p>
          <p>
            Step through the paths. Then move λ, from 0, where each pixel takes its own colour,
            until hole, speck and at last the whole blot give in; or type other grey levels, 0 to 9.
          </p>
        </>
      }
      link={link}
      tasks={[task]}
      announce={said}
      controls={
        <>
          <Play
            label="paths"
            playing={head.playing}
            onPlaying={head.setPlaying}
            onStep={head.step}
            position={`${step} of ${steps - 1}`}
            canStepBack={step > 0}
            canStepOn={step < steps - 1}
          />
          <Slider
            label="smoothness"
            symbol="λ"
            value={lambda}
            min={0}
            max={15}
            step={0.5}
            onChange={(next) => update({ lambda: next, step: LAST_STEP })}
          />
          <Slider
            label="grey difference"
            symbol="β"
            value={sigma}
            min={0.5}
            max={9}
            step={0.5}
            onChange={(next) => update({ sigma: next, step: LAST_STEP })}
          />
        </>
      }
    >
      <CutGraph levels={shownLevels} brightest={BRIGHTEST} flow={flow} label={said} />
      <EditableGrid
        values={levels}
        onChange={(cell, value) =>
          update({
            levels: levels.map((cells, r) =>
              cells.map((old, c) =>
                r === cell.row && c === cell.column ? Math.round(value) : old,
              ),
            ),
            step: 0,
          })
        }
        range={[0, BRIGHTEST]}
        title="grey levels"
        label="Grey levels of the picture, 0 to 9"
        role="input"
        scale={BRIGHTEST}
      />
      <div className="demo-sum">
        <p>{said}</p>
        <p>
          Each pixel’s cheaper label + cut = energy: {sum}. Of all {wholeText(cut.labellings)}{' '}
          labellings, each tried, the cheapest costs {inPlaces(cut.leastOfAll, 3)}.
        </p>
      </div>
    </DemoFrame>
  );
});

function describe(flow: FlowView, step: number, columns: number): string {
  const place = (i: number | undefined) =>
    `[${Math.floor((i ?? 0) / columns)}, ${(i ?? 0) % columns}]`;
  const sent = formatNumber(flow.sent, 3);
  if (flow.labels) {
    const inside = flow.labels.filter((label) => label === 1).length;
    return `No path is left: the cut costs ${sent}, what was sent. What the source still reaches is foreground: ${inside} of ${flow.labels.length} pixels.`;
  }
  if (!flow.path)
    return 'Nothing is sent yet. Step on: each step sends what one path lets through.';
  const route =
    flow.path.length === 1
      ? `through ${place(flow.path[0])}`
      : `in at ${place(flow.path[0])}, out at ${place(flow.path.at(-1))}`;
  return `Path ${step}, ${route}, lets ${formatNumber(flow.amount, 3)} through; ${sent} sent so far.`;
}
