import { existsSync, readFileSync, writeFileSync } from 'node:fs';

import { scopes, type Scope } from '#numerics/pruning/magnitudeMasks.ts';
import { fineTuning } from '#numerics/pruning/study.ts';
import prune from '#numerics/tasks/architecture-search-prune.ts';
import tune from '#numerics/tasks/architecture-search-tune.ts';

import { imagesOf, shippedModel } from '../tests/numerics/network/shipped.ts';
import { uninterruptedWith } from '../tests/numerics/tasks/uninterrupted.ts';
import { startWasm } from '../tests/numerics/wasm/wasmBackend.ts';
import { timed, type Made } from './timed.ts';

/**
 * Records what the chapter on architecture search says of pruning the book's network, by the tasks
 * that the page runs: `node --experimental-strip-types bench/recordPruning.ts` writes
 * `content/chapters/architecture-search/pruning.json` (about an hour on one busy core; what is
 * there already is not computed again).
 */
const FILE = 'content/chapters/architecture-search/pruning.json';
const SEEDS = [1, 2, 3];
const SPARSITIES = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95];
const TUNED: [Scope, number][] = [
  ['layer', 0.8],
  ['layer', 0.5],
  ['layer', 0],
];

interface Recording {
  command: string;
  made: Made;
  seeds: number[];
  fineTuning: typeof fineTuning;
  sparsities: number[];
  /** Right answers among 250 pictures held out: by scope, for each seed, at each sparsity. */
  pruned: Record<string, number[][]>;
  /** Share of each layer's weights that is kept, by scope, at each sparsity. */
  kept: Record<string, { layers: string[]; shares: number[][] }>;
  /** Fine-tuned: right answers before and after each epoch. */
  tuned: { scope: Scope; sparsity: number; seed: number; right: number[] }[];
}

await startWasm();
const made = timed(FILE);
const model = shippedModel('base');
const gallery = await imagesOf('public/images/gallery.png', model.manifest);
const labels = gallery.labels.map((label) => model.manifest.classes.indexOf(label));
const pictures = { pixels: gallery.pixels, labels };
const context = uninterruptedWith(model);

const record: Recording = existsSync(FILE)
  ? (JSON.parse(readFileSync(FILE, 'utf8')) as Recording)
  : {
      command: 'node --experimental-strip-types bench/recordPruning.ts',
      made: made(),
      seeds: SEEDS,
      fineTuning,
      sparsities: SPARSITIES,
      pruned: {},
      kept: {},
      tuned: [],
    };

for (const scope of scopes) {
  if (record.pruned[scope]) continue;
  const [rights, shares]: [number[][], number[][]] = [[], []];
  let layers: string[] = [];
  for (const seed of SEEDS) {
    const own: number[] = [];
    for (const sparsity of SPARSITIES) {
      const found = await prune({ pictures, sparsity, scope, seed }, context);
      if (!found) throw new Error('Nobody cancels a recording.');
      own.push(found.right);
      layers = found.layers.map(({ name }) => name);
      if (seed !== SEEDS[0]) continue;
      shares.push(found.layers.map(({ kept, weights }) => Number((kept / weights).toFixed(4))));
    }
    rights.push(own);
  }
  record.pruned[scope] = rights;
  record.kept[scope] = { layers, shares };
  write(`pruned, ${scope}: ${JSON.stringify(rights)}`);
}

for (const [scope, sparsity] of TUNED) {
  for (const seed of SEEDS) {
    const known = record.tuned.some(
      (run) => run.scope === scope && run.sparsity === sparsity && run.seed === seed,
    );
    if (known) continue;
    const before = await prune({ pictures, sparsity, scope, seed }, context);
    const after = await tune({ pictures, sparsity, scope, seed }, context);
    if (!before || !after) throw new Error('Nobody cancels a recording.');
    const right = [before.right, ...after.history.map((epoch) => epoch.right)];
    record.tuned.push({ scope, sparsity, seed, right });
    write(`tuned, ${scope} ${sparsity}, seed ${seed}: ${right.join(' ')}`);
  }
}

function write(said: string) {
  record.made = made();
  writeFileSync(FILE, `${JSON.stringify(record)}\n`);
  console.log(said);
}
