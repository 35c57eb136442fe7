import { drawMap, type DrawnMap } from '#demos/attribution/drawMap.ts';
import type { TrialOutput } from '#numerics/tasks/visualization-vs-interpretability-trial.ts';
import type { Side } from './trialPlan.ts';

/** Both maps of a pair, on their sides: each at full strength at its own largest number. */
export function drawTrial(found: TrialOutput, trained: Side): Record<Side, DrawnMap> {
  const [own, other] = [drawMap(found.trained), drawMap(found.random)];
  return trained === 'l' ? { l: own, r: other } : { l: other, r: own };
}
