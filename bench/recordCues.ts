import { existsSync, readFileSync, writeFileSync } from 'node:fs';

import { placeOf, SIDE, type Cue } from '#numerics/cues/cue.ts';
import { enrichment } from '#numerics/cues/enrichment.ts';
import { mapMethods, mapsOf, type MapMethod } from '#numerics/cues/mapsOf.ts';
import { accuracyOf } from '#numerics/cues/shortcut.ts';
import { splitOf, training, type Trial } from '#numerics/cues/trial.ts';
import { disposeNetwork } from '#numerics/network/network.ts';
import type { Weights } from '#numerics/network/weights.ts';
import look, { type Looked } from '#numerics/tasks/dataset-bias-detection-look.ts';
import train from '#numerics/tasks/dataset-bias-detection-train.ts';
import { withWeights } from '#numerics/training/savedWeights.ts';
import { smallNetwork } from '#numerics/training/smallNetwork.ts';

import { shippedModel, imagesOf } from '../tests/numerics/network/shipped.ts';
import { startWasm } from '../tests/numerics/wasm/wasmBackend.ts';
import { uninterrupted } from '../tests/numerics/tasks/uninterrupted.ts';

/**
 * Records the networks of the chapter on biased data sets, each trained and looked at by the tasks
 * that the page runs: `node --experimental-strip-types bench/recordCues.ts` writes
 * `content/chapters/dataset-bias-detection/trials.json`. With names of settings it records only
 * those again.
 */
const FILE = 'content/chapters/dataset-bias-detection/trials.json';
const SEEDS = [1, 2, 3, 4, 5];
/** Whose maps and history are kept: of this seed of these settings. */
const SHOWN = {
  seed: 1,
  settings: ['tag 0.5', 'tag 0.95', 'stray 0.95', 'grain 0.95', 'tint24 0.95'],
};
/** Of these, also the cosine without the cue, and the maps of animals that have it. */
const CLOSER = ['tag 0.95', 'grain 0.95'];

const tag: Cue = { kind: 'tag', row: 26, column: 2, size: 4, amplitude: 8 };
const settings: Record<string, Omit<Trial, 'seed'>> = {};
for (const agreement of [0.5, 0.7, 0.8, 0.9, 0.95, 1]) {
  settings[`tag ${agreement}`] = { cue: tag, agreement };
  settings[`grain ${agreement}`] = { cue: { ...tag, kind: 'grain' }, agreement };
}
settings['stray 0.95'] = { cue: { ...tag, kind: 'stray' }, agreement: 0.95 };
for (const amplitude of [8, 24]) {
  settings[`tint${amplitude} 0.95`] = { cue: { ...tag, kind: 'tint', amplitude }, agreement: 0.95 };
}
for (const amplitude of [4]) {
  settings[`grain${amplitude} 0.95`] = {
    cue: { ...tag, kind: 'grain', amplitude },
    agreement: 0.95,
  };
}

const round = (value: number, digits = 3) => Number(value.toFixed(digits));

await startWasm();
const { manifest } = shippedModel('base');
const gallery = await imagesOf('public/images/gallery.png', manifest);
const pictures = { pixels: gallery.pixels, classes: gallery.labels };

const known = existsSync(FILE)
  ? (JSON.parse(readFileSync(FILE, 'utf8')) as { settings: Record<string, unknown> }).settings
  : {};
const wanted = process.argv.slice(2);
const recorded: Record<string, unknown> = {};
for (const [name, setting] of Object.entries(settings)) {
  if (wanted.length > 0 && !wanted.includes(name)) {
    if (known[name]) recorded[name] = known[name];
    continue;
  }
  const began = performance.now();
  const runs = [];
  for (const seed of SEEDS) runs.push(await recordRun(name, { ...setting, seed }));
  recorded[name] = { ...setting, runs };
  console.log(
    name,
    ((performance.now() - began) / 1000 / SEEDS.length).toFixed(1),
    's a run',
    JSON.stringify(runs.map(({ groups }) => groups)),
  );
  write();
}
write();

function write() {
  const file = {
    command: 'node --experimental-strip-types bench/recordCues.ts',
    seeds: SEEDS,
    training,
    settings: recorded,
  };
  writeFileSync(FILE, `${JSON.stringify(file)}\n`);
}

async function recordRun(name: string, trial: Trial) {
  const trained = await train({ pictures, trial }, uninterrupted);
  if (!trained) throw new Error('Nobody cancels a recording.');
  const seen = await look({ pictures, trial, weights: trained.weights }, uninterrupted);
  if (!seen) throw new Error('Nobody cancels a recording.');
  const [side0, side1] = seen.groups;
  const shown = trial.seed === SHOWN.seed && SHOWN.settings.includes(name);
  return {
    seed: trial.seed,
    loss: round(trained.history.at(-1)?.loss ?? Number.NaN),
    /** Shares of right answers: side 0 without and with the cue, side 1 without and with. */
    groups: [side0.without, side0.with, side1.without, side1.with].map((t) => round(accuracyOf(t))),
    cosine: round(mean(seen.with.signed.cosines)),
    enrichment: { with: enrichmentsOf(seen.with), without: enrichmentsOf(seen.without) },
    ...(CLOSER.includes(name) && {
      cosineWithout: round(mean(seen.without.signed.cosines)),
      animals: await animalsWithCue(trial, trained.weights),
    }),
    ...(shown && {
      history: trained.history.map(({ loss, agree, disagree }) =>
        [loss, agree, disagree].map((v) => round(v)),
      ),
      maps: { with: meansOf(seen.with), without: meansOf(seen.without) },
    }),
  };
}

/** Mean enrichment over the hundred test pictures of side 1, all with the cue; the score is side 0's. */
async function animalsWithCue(trial: Trial, weights: Weights) {
  const fresh = smallNetwork({ widths: training.widths, classes: 2 }, trial.seed);
  const network = withWeights(fresh, weights);
  disposeNetwork(fresh);
  const animals = splitOf(pictures, trial).test.filter(({ side }) => side === 1);
  const chosen = animals.map(({ picture }) => ({ picture, cue: trial.cue }));
  const found = await mapsOf(network, pictures, chosen, uninterrupted);
  disposeNetwork(network);
  if (!found) throw new Error('Nobody cancels a recording.');
  const means = mapMethods.map((method) => {
    const values = found[method]
      .map((map, i) => enrichment(map, SIDE, placeOf(trial.cue, chosen[i]?.picture ?? 0)))
      .filter((value) => value !== null);
    return [method, round(mean(values), 2)];
  });
  return Object.fromEntries(means) as Record<MapMethod, number>;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Mean, tenth and ninetieth percentile of a hundred maps, by method. */
function enrichmentsOf(maps: Looked) {
  return Object.fromEntries(
    mapMethods.map((method) => {
      const values = maps[method].enrichments.filter((value) => value !== null);
      const sorted = values.toSorted((a, b) => a - b);
      const at = (share: number) => round(sorted[Math.round(share * (sorted.length - 1))] ?? 0, 2);
      return [
        method,
        { mean: round(mean(values), 2), low: at(0.1), high: at(0.9), maps: values.length },
      ];
    }),
  );
}

/** Mean maps by method, and the mean gradient with its signs. */
function meansOf(looked: Looked) {
  const means = mapMethods.map((method) => [
    method,
    Array.from(looked[method].mean ?? [], (value) => round(value, 2)),
  ]);
  const signed = Array.from(looked.signed.mean, (value) => round(value, 4));
  return { ...(Object.fromEntries(means) as Record<string, number[]>), signed };
}
