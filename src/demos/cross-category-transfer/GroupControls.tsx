import { FrameTask } from '#demos/frame/FrameTask.tsx';
import { PicturesMissing } from '#demos/network/PicturesMissing.tsx';
import type { Plan } from '#numerics/tasks/cross-category-transfer-group.ts';
import type { GroupingHandle } from './useGrouping.ts';

/** Start, pause, go on, stop, and how far it is. */
export function GroupControls({
  of,
  plan,
  label,
}: {
  of: GroupingHandle;
  plan: Plan;
  label: string;
}) {
  const { grouping, reading, underWay } = of;
  const steps = underWay?.partial?.losses.length;
  const isLearning = steps === undefined;
  return (
    <div className="cct-doing">
      {underWay && underWay.plan.method === 'transfer' ? (
        <>
          {!isLearning && (
            <button
              type="button"
              className="button needs-script"
              onClick={of.paused ? of.goOn : of.pause}
            >
              {of.paused ? 'Go on' : 'Pause'}
            </button>
          )}
          <button type="button" className="text-button needs-script" onClick={of.stop}>
            Stop
          </button>
          <span className="demo-progress">
            <progress
              aria-label="Grouping"
              max={1}
              value={of.paused ? 0.3 + (0.7 * (steps ?? 0)) / 250 : grouping.progress}
            />
            <span>{isLearning ? 'learning what is alike' : `step ${steps} of 250`}</span>
          </span>
        </>
      ) : (
        <button type="button" className="button needs-script" onClick={() => of.start(plan)}>
          {label}
        </button>
      )}
      {of.preparing && !reading.running && (
        <p className="demo-progress">Fetching the 500 pictures …</p>
      )}
      <FrameTask task={reading} consolation="The figure keeps its last result." />
      {grouping.error && (
        <FrameTask task={grouping} consolation="The figure keeps its last result." />
      )}
      <PicturesMissing of={of.pictures} />
    </div>
  );
}
