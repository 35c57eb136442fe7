import { FrameTask } from '#demos/frame/FrameTask.tsx';
import { UnderWay } from '#demos/frame/UnderWay.tsx';
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
        <UnderWay
          of={{ ...of, toggle: isLearning ? undefined : of.toggle }}
          name="Grouping"
          share={of.paused ? 0.3 + (0.7 * (steps ?? 0)) / 250 : grouping.progress}
        >
          {isLearning ? 'learning what is alike' : `step ${steps} of 250`}
        </UnderWay>
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
