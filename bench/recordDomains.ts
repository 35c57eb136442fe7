import { existsSync, readFileSync, writeFileSync } from 'node:fs';

import { domains, styles, type Style } from '#numerics/domains/styles.ts';
import { domainStudy, methods, type DomainTrial } from '#numerics/domains/study.ts';
import train from '#numerics/tasks/domain-generalization-train.ts';

import { uninterrupted } from '../tests/numerics/tasks/uninterrupted.ts';
import { startWasm } from '../tests/numerics/wasm/wasmBackend.ts';
import { timed } from './timed.ts';

/**
 * Records the networks of the chapter on domain generalisation, each trained by the task that the page
 * runs: `node --experimental-strip-types bench/recordDomains.ts` writes
 * `content/chapters/domain-generalization/trials.json`, a line for each, and goes on where it stopped.
 */
const FILE = process.argv[2] ?? 'content/chapters/domain-generalization/trials.json';
const all = (...chosen: Style[]) => styles.filter((style) => chosen.includes(style));
/** The five domains, of which each is left out once, by every method. */
const without = (target: Style) => domains.filter((style) => style !== target);
const leaveOneOut = (seed: number): DomainTrial[] =>
  domains.flatMap((target) =>
    methods.map((method) => ({ sources: without(target), method, seed })),
  );
/** Three of the domains, and the same three with the photographs' near copy as a fourth. */
const fourth = (seed: number): DomainTrial[] =>
  (['inverted', 'textured', 'collage'] as const)
    .flatMap((third) => [all('photo', 'edges', third), all('photo', 'faded', 'edges', third)])
    .map((sources) => ({ sources, method: 'erm' as const, seed }));
/** Photographs alone. */
const alone = (seed: number): DomainTrial[] => [{ sources: ['photo'], method: 'erm', seed }];
/** Gradient reversal at full strength. */
const full = (seed: number): DomainTrial[] => [
  { sources: without('inverted'), method: 'dann', seed, reversal: 1 },
];

const trials = [1, 2, 3].flatMap((seed) => [
  ...leaveOneOut(seed),
  ...fourth(seed),
  ...full(seed),
  ...alone(seed),
]);
const keyOf = ({ sources, method, seed, reversal }: DomainTrial) =>
  JSON.stringify({ sources, method, seed, ...(reversal === undefined ? {} : { reversal }) });

const before = existsSync(FILE)
  ? (JSON.parse(readFileSync(FILE, 'utf8')) as { runs: (DomainTrial & { parts: unknown })[] }).runs
  : [];
const lines = new Map(before.map((run) => [keyOf(run), JSON.stringify(run)]));

await startWasm();
const made = timed(FILE);
for (const trial of trials) {
  const key = keyOf(trial);
  if (lines.has(key)) continue;
  const started = process.cpuUsage().user;
  const found = await train({ trial }, uninterrupted);
  if (!found) throw new Error('Nobody cancels a recording.');
  const run = {
    ...trial,
    /** Right answers by style: of the validation pictures, and of the test pictures. */
    parts: found.history.map(({ validation, test }) => [validation, test]),
    ...(trial.method === 'dro' ? { groups: found.groups.map((q) => Number(q.toFixed(3))) } : {}),
  };
  lines.set(key, JSON.stringify(run));
  console.log(key, run.parts.at(-1), ((process.cpuUsage().user - started) / 1e6).toFixed(1), 's');
  const command = 'node --experimental-strip-types bench/recordDomains.ts';
  const head = { command, made: made(), styles, study: domainStudy };
  const body = [...lines.values()].join(',\n');
  writeFileSync(FILE, `${JSON.stringify(head).slice(0, -1)},"runs":[\n${body}\n]}\n`);
}
