import { DemoFrame } from '#demos/frame/DemoFrame.tsx';
import { Quantity } from '#demos/frame/Quantity.tsx';
import { useDemoState } from '#demos/frame/useDemoState.ts';
import { withFirstFrame } from '#demos/frame/withFirstFrame.tsx';
import { poolingSteps, shiftRow } from '#numerics/shiftedPooling.ts';
import { EditableGrid } from '#ui/EditableGrid.tsx';
import { formatNumber } from '#ui/formatNumber.ts';
import { Slider } from '#ui/Slider.tsx';
import { Toggle } from '#ui/Toggle.tsx';
import type firstFrame from './Pool.first.ts';
import { poolDefaults, poolSchema } from './state.ts';

/** Eight numbers, moved and pooled: what max pooling does in three steps, with and without a blur. */
export const Pool = withFirstFrame<typeof firstFrame>(() => {
  const link = useDemoState('equivariance-invariance-pool', poolSchema, poolDefaults);
  const { state, update } = link;
  const { x, shift, blur } = state;
  const unmoved = poolingSteps(x, blur);
  const moved = shiftRow(x, shift);
  const steps = poolingSteps(moved, blur);
  const scale = Math.max(1, ...x.map(Math.abs));
  const [total, totalUnmoved] = [sum(steps.kept), sum(unmoved.kept)];
  const taken = steps.blurred
    .map((_, column) => ({ row: 0, column }))
    .filter((_, i) => i % 2 === 0);
  const best = nearest(unmoved.kept, steps.kept);
  const miss = missText(best);

  return (
    <DemoFrame
      id="equivariance-invariance-pool"
      question="Where in max pooling does the shift get lost?"
      link={link}
      announce={`Moved by ${shift}, the pooled row is ${words(steps.kept)}; unmoved it is ${words(unmoved.kept)}. ${miss}`}
      caption={
        <>
          <p>The row is joined at its ends. Framed: the places that are kept.</p>
          <p>
            <strong>Try:</strong> move by 1, then by 2, and compare the last two rows. Switch the
            blur on. Then a single 4 in the third place of <Quantity role="input">x</Quantity>, the
            rest zeros: after a shift by 1 the pooled row has not moved at all, after 2 by one
            place. For this row the T′ of a shift by 1 would be “stay”; for the row before it was
            not. One T′ must serve every row.
          </p>
        </>
      }
      controls={
        <>
          <Slider
            label="shift"
            symbol="τ"
            role="input"
            value={shift}
            min={0}
            max={7}
            onChange={(shift) => update({ shift })}
          />
          <Toggle
            label="blur before subsampling, (1, 2, 1)/4"
            checked={blur}
            onChange={(blur) => update({ blur })}
          />
        </>
      }
    >
      <div className="ei-steps">
        <EditableGrid
          values={[x]}
          onChange={({ column }, value) =>
            update({ x: x.map((old, i) => (i === column ? value : old)) })
          }
          title={
            <>
              <Quantity role="input">x</Quantity>, yours to edit
            </>
          }
          label="The row x"
          role="input"
          scale={scale}
          compact
        />
        <EditableGrid
          values={[moved]}
          title={
            <>
              <Quantity role="input">x</Quantity>, moved by {shift}
            </>
          }
          label={`The row moved by ${shift}`}
          role="input"
          scale={scale}
          compact
        />
        <EditableGrid
          values={[steps.dense]}
          title="1. larger of each and its right neighbour"
          label="Maximum of each number and its right neighbour"
          scale={scale}
          highlights={blur ? [] : taken}
          compact
        />
        {blur && (
          <EditableGrid
            values={[steps.blurred]}
            title="2. blurred"
            label="The maxima blurred"
            scale={scale}
            highlights={taken}
            compact
          />
        )}
        <EditableGrid
          values={[steps.kept]}
          title={`${blur ? 3 : 2}. every second place: the pooled row`}
          label="The pooled row"
          role="output"
          scale={scale}
          compact
        />
        <EditableGrid
          values={[unmoved.kept]}
          title={
            <>
              the pooled row of <Quantity role="input">x</Quantity> unmoved
            </>
          }
          label="The pooled row of x unmoved"
          role="output"
          scale={scale}
          compact
        />
        <p>
          Mean of the pooled row <b>{formatNumber(total / 4)}</b>, unmoved{' '}
          {formatNumber(totalUnmoved / 4)}. <b>{miss}</b>
        </p>
      </div>
    </DemoFrame>
  );
});

/** The shift of a that comes nearest to b, and the largest entry by which it misses. */
function nearest(a: readonly number[], b: readonly number[]): { by: number; miss: number } {
  const misses = a.map((_, by) =>
    Math.max(...shiftRow(a, by).map((value, i) => Math.abs(value - (b[i] ?? 0)))),
  );
  const miss = Math.min(...misses);
  return { by: misses.indexOf(miss), miss };
}

function missText({ by, miss }: { by: number; miss: number }): string {
  if (miss > 1e-9) {
    return `Shift the unmoved pooled row as well as you can: some entry is still off by ${formatNumber(miss)}.`;
  }
  if (by === 0) return 'The pooled row is what it was unmoved.';
  return `The pooled row is the unmoved one, moved by ${by} ${by === 1 ? 'place' : 'places'}.`;
}

function sum(row: readonly number[]): number {
  return row.reduce((total, value) => total + value, 0);
}

function words(row: readonly number[]): string {
  return row.map((value) => formatNumber(value)).join(', ');
}
