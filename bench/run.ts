import { availableParallelism, cpus, loadavg } from 'node:os';

import { inBrowser } from './inBrowser.ts';
import { batches, layers } from './layers.ts';
import type { NetworkTimes } from './measureNetwork.ts';
import type { PhotoTimes } from './measurePhoto.ts';
import { networkGoals, networkLines, photoLines, shortest } from './reportNetwork.ts';
import { goals, row, sumOf, table, verdict, type Row } from './report.ts';

/**
 * Measures forward pass, input gradient and filter gradient of the book's layers on the wasm
 * backend, and the book's network as a whole, ours against stock, in the reader's engine. `--json` prints one object and nothing else.
 */
const json = process.argv.includes('--json');
const say = (line: string): void => (json ? console.error(line) : console.log(line));

const cores = availableParallelism();
const load = loadavg()[0] ?? 0;
if (load > cores / 2) {
  say(`This machine is busy (load ${load.toFixed(1)} on ${cores} cores): expect noisy numbers.`);
}

const engine = await inBrowser(say);
const rows: Row[] = [];
let photo: Record<'ours' | 'stock', PhotoTimes>;
const whole: Record<'ours' | 'stock', NetworkTimes[]> = { ours: [], stock: [] };
try {
  for (const batch of batches) {
    for (const layer of layers) {
      rows.push(row(layer.name, batch, await engine.measure(layer, batch)));
    }
  }
  // In turn, so that a busy moment falls on both.
  for (let round = 0; round < 3; round++) {
    for (const kind of ['ours', 'stock'] as const) {
      whole[kind].push(await engine.measureNetwork(kind));
    }
  }
  photo = { ours: await engine.measurePhoto('ours'), stock: await engine.measurePhoto('stock') };
} finally {
  await engine.close();
}
const [ours, stock] = [shortest(whole.ours), shortest(whole.stock)];
const network = batches.map((batch) => sumOf(rows, batch));

if (json) {
  const result = {
    engine: engine.name,
    browser: engine.why,
    machine: `${cpus()[0]?.model.trim() ?? 'unknown'}, ${cores} cores, load ${load.toFixed(1)}`,
    backend: 'wasm',
    unit: 'ms a call, median of rounds',
    notes: [
      'Stock wasm has no filter gradient (Conv2DBackpropFilter), so there is nothing to time.',
    ],
    goals,
    gradOverForward: Math.max(...network.map((sum) => sum.gradOverForward)),
    stockOverOurs: Math.min(...network.map((sum) => sum.stockOverOurs)),
    network,
    layers: rows,
    base: {
      unit: 'ms, the shortest of several; gradient includes the way there',
      goals: networkGoals,
      ours,
      stock,
    },
    photo: {
      unit: 'ms, one image of 224 pixels, the shortest of several; stock’s gradient on cpu',
      ...photo,
    },
  };
  console.log(JSON.stringify(result, null, 2));
} else {
  say(`wasm backend in ${engine.name} (${engine.why})\n`);
  say(table(rows, network));
  say('\nStock wasm has no filter gradient, so training on it fails; ours has.');
  for (const line of verdict(network)) say(line);
  say('\nthe book’s network as a whole');
  for (const line of networkLines(ours, stock)) say(line);
  say('\nthe network for photographs, 224 pixels');
  for (const line of photoLines(photo.ours, photo.stock)) say(line);
}
