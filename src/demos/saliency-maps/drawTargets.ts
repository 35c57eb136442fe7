import { drawMap, type DrawnMap } from '#demos/attribution/drawMap.ts';
import type { TargetMap, TargetsOutput } from '#numerics/tasks/saliency-maps-targets.ts';

/** A target's map, its largest number and its likeness to the score's map and to that of the network's answer, ready to be shown. */
export interface DrawnTarget {
  as: TargetMap['as'];
  map: DrawnMap;
  largest: number;
  rank: number;
  rankWithAnswer: number;
}

/** The maps of all targets, on the score's scale or each on its own. */
export function drawTargets(
  { maps }: TargetsOutput,
  side: number,
  scale: 'score' | 'own',
): DrawnTarget[] {
  const common = maps[0]?.largest || 1;
  return maps.map(({ as, values, largest, rank, rankWithAnswer }) => ({
    as,
    map: drawMap(
      { values, height: side, width: side, signed: false },
      scale === 'score' ? Math.max(common, largest) : largest || 1,
    ),
    largest,
    rank,
    rankWithAnswer,
  }));
}
