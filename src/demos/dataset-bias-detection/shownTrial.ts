import { drawMap, type DrawnMap } from '#demos/attribution/drawMap.ts';
import { SIDE } from '#numerics/cues/cue.ts';
import { mapMethods } from '#numerics/cues/mapsOf.ts';
import { accuracyAt, accuracyOf } from '#numerics/cues/shortcut.ts';
import type { Trial } from '#numerics/cues/trial.ts';
import type { LookOutput, Looked } from '#numerics/tasks/dataset-bias-detection-look.ts';
import type { EpochRecord } from '#numerics/tasks/dataset-bias-detection-train.ts';
import type { RecordedRun, RecordedSetting } from './recorded.ts';

/** The maps of the lab, by name. */
export type MapName = 'saliency' | 'gradCam' | 'signed';

/** Mean, tenth and ninetieth percentile over the hundred. */
export interface Spread {
  mean: number;
  low: number;
  high: number;
}

/** What the hundred vehicles show, all with the cue or all without. */
export interface ShownLook {
  maps: Record<MapName, DrawnMap>;
  enrichment: Record<'saliency' | 'gradCam', Spread>;
  /** Of the gradient, signs kept, and what the cue changes or would change; null if not recorded. */
  cosine: number | null;
}

/** Accuracies of a trained network: vehicles without and with the cue, animals without and with. */
export type FourGroups = readonly [number, number, number, number];

/** A network as the lab shows it. */
export interface ShownTrial {
  trial: Trial;
  history: EpochRecord[];
  groups: FourGroups;
  looks: { with: ShownLook; without: ShownLook };
}

/** A network that was trained here. */
export function shownTrial(trial: Trial, history: EpochRecord[], found: LookOutput): ShownTrial {
  const [vehicles, animals] = found.groups;
  const counts = [vehicles.without, vehicles.with, animals.without, animals.with] as const;
  const [a, b, c, d] = counts.map(accuracyOf) as [number, number, number, number];
  const looks = { with: shownLook(found.with), without: shownLook(found.without) };
  return { trial, history, groups: [a, b, c, d], looks };
}

/** One that was recorded with its maps. Throws when it has none. */
export function shownRecord({ cue, agreement }: RecordedSetting, run: RecordedRun): ShownTrial {
  const { groups, maps, history, seed, enrichment } = run;
  const cosines = { with: run.cosine, without: run.cosineWithout ?? null };
  if (!maps || !history) throw new Error(`trials.json: no maps of seed ${seed}`);
  const look = (version: 'with' | 'without'): ShownLook => ({
    maps: drawn(maps[version]),
    enrichment: enrichment[version],
    cosine: cosines[version],
  });
  return {
    trial: { cue, agreement, seed },
    history: history.map(([loss, agree, disagree]) => ({ loss, agree, disagree })),
    groups,
    looks: { with: look('with'), without: look('without') },
  };
}

/** Accuracy where the cue agrees with the label in a share ρ of the pictures. */
export function accuracyFor([a, b, c, d]: FourGroups, agreement: number): number {
  return accuracyAt({ agree: (b + c) / 2, disagree: (a + d) / 2 }, agreement);
}

/** Its accuracies on tests where the cue agrees as in training, in half of them, or the other way. */
export function threeTests({ groups, trial: { agreement } }: ShownTrial) {
  return {
    matched: accuracyFor(groups, agreement),
    balanced: accuracyFor(groups, 0.5),
    flipped: accuracyFor(groups, 1 - agreement),
    worst: Math.min(...groups),
  };
}

function shownLook(looked: Looked): ShownLook {
  const spreads = mapMethods.map((method) => [method, spreadOf(looked[method].enrichments)]);
  const { cosines, mean } = looked.signed;
  const zeros = new Float32Array(SIDE * SIDE);
  return {
    maps: drawn({
      saliency: looked.saliency.mean ?? zeros,
      gradCam: looked.gradCam.mean ?? zeros,
      signed: mean,
    }),
    enrichment: Object.fromEntries(spreads) as ShownLook['enrichment'],
    cosine: cosines.reduce((sum, value) => sum + value, 0) / cosines.length,
  };
}

function drawn(means: Record<MapName, ArrayLike<number>>): Record<MapName, DrawnMap> {
  const size = { height: SIDE, width: SIDE };
  return {
    saliency: drawMap({ values: means.saliency, ...size, signed: false }),
    gradCam: drawMap({ values: means.gradCam, ...size, signed: false }),
    signed: drawMap({ values: means.signed, ...size, signed: true }),
  };
}

/** Maps of zeros, which have no enrichment, are left out. */
function spreadOf(values: readonly (number | null)[]): Spread {
  const sorted = values.filter((value) => value !== null).sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  const sum = sorted.reduce((total, value) => total + value, 0);
  return { mean: sum / Math.max(1, sorted.length), low: at(0.1), high: at(0.9) };
}
