import type { Group } from '#numerics/embedding/strewn.ts';
import type { StrewnState } from './state.ts';

/** Half the side of the plane in which the groups lie. */
export const REACH = 60;

type Data = StrewnState['data'];

const groups: Readonly<Record<Data, readonly Group[]>> = {
  noise: [{ centre: [0, 0], spread: 25, shape: 'disc', count: 200 }],
  spread: [
    { centre: [-45, 0], spread: 1.2, shape: 'normal', count: 100 },
    { centre: [18, 0], spread: 12, shape: 'normal', count: 100 },
  ],
  distances: [
    { centre: [-50, -20], spread: 1.5, shape: 'normal', count: 65 },
    { centre: [-40, -20], spread: 1.5, shape: 'normal', count: 65 },
    { centre: [50, -20], spread: 1.5, shape: 'normal', count: 65 },
  ],
};

/** The groups of a data set, the last of which the reader may have moved. */
export function strewnGroups(data: Data, [across, up]: StrewnState['moved']): Group[] {
  return groups[data].map((group, i, all) => {
    if (i === 0 || i < all.length - 1) return group;
    const [x, y] = group.centre;
    return { ...group, centre: [x + across, y + up] as const };
  });
}

/** How far the last group is moved when its centre is to be here; it stays within the plane. */
export function movedTo(data: Data, x: number, y: number): StrewnState['moved'] {
  const [fromX, fromY] = groups[data].at(-1)?.centre ?? [0, 0];
  const within = (value: number) => Math.round(Math.max(-REACH, Math.min(REACH, value)));
  return [within(x) - fromX, within(y) - fromY];
}
