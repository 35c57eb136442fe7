import { mulberry32 } from '../random.ts';
import type { TaskContext } from '../tasks/context.ts';
import { fixMatch, logitsOf, type Step } from './fixMatch.ts';
import { OTHER } from './moons.ts';
import { descend, noMemory, perceptron, type Memory, type Perceptron } from './perceptron.ts';
import { materialOf, type Material } from './material.ts';
import { judged, pseudoLabels, type PseudoLabel } from './pseudoLabels.ts';
import { CLASSES, study, type Trial } from './trial.ts';

/** After a part, in examples: right answers on the test; pool answers above τ, and right ones of these. */
export interface Measured {
  right: number;
  confident: number;
  hits: number;
}

/** How far a training is, and all that it takes to go on; reported after each part. */
export interface Checkpoint {
  history: Measured[];
  /** What the network says of the pool as it stands. */
  pool: PseudoLabel[];
  network: Perceptron;
  memory: Memory;
}

/**
 * Trains a perceptron on a problem by one method, and measures after each part. A run that goes on
 * from a checkpoint ends like one that was not interrupted. null when the reader has cancelled.
 */
export async function learn(
  trial: Trial,
  from: Checkpoint | undefined,
  context: TaskContext,
): Promise<Checkpoint | null> {
  const { steps, parts, rate, widths } = study;
  const material = materialOf(trial.problem, trial.polluted);
  const { inputs, pool, test } = material;
  const classes = CLASSES[trial.problem];
  const fresh = perceptron([inputs, ...widths, classes], trial.seed);
  const { network, memory } = structuredClone(from ?? { network: fresh, memory: noMemory(fresh) });
  let history = from?.history ?? [];
  let said = from?.pool ?? [];
  while (history.length < parts) {
    for (let i = 0; i < steps; i++) {
      const step = viewsOf(material, trial, history.length * steps + i);
      descend(network, fixMatch(network, step, trial.threshold).gradients, memory, rate);
    }
    const say = (x: Float64Array) => pseudoLabels(logitsOf(network, x), classes);
    const right = say(test.values).filter(({ label }, i) => label === test.labels[i]).length;
    said = say(pool.values);
    history = [...history, { right, ...judged(said, pool.labels, trial.threshold) }];
    if (await context.stopped()) return null;
    const reached = { history, pool: said, network, memory };
    context.progress(history.length / parts, structuredClone(reached));
  }
  return { history, pool: said, network, memory };
}

/** The views of a step, drawn from the seed and the step's number. */
function viewsOf(
  { pool, weak, strong }: Material,
  { method, labelled, sorted, seed }: Trial,
  number: number,
): Step {
  const random = mulberry32(Math.imul(seed, 0x9e3779b1) + Math.imul(number + 1, 0x85ebca6b));
  const named = Array.from(
    { length: study.labelled },
    (_, b) => labelled[(number * study.labelled + b) % labelled.length] ?? 0,
  );
  // Half of the views are strong ones where the labelled examples are altered, too.
  const look = (b: number) => (method === 'altered' && b % 2 === 1 ? strong : weak);
  const usesPool = method === 'pseudo' || method === 'fixmatch';
  // Those of no class come last.
  const size = sorted ? pool.labels.filter((label) => label !== OTHER).length : pool.labels.length;
  const chosen = Array.from({ length: usesPool ? study.pool : 0 }, () =>
    Math.floor(random() * size),
  );
  const asked = chosen.map((which) => weak(which, random));
  const taught = method === 'fixmatch' ? chosen.map((which) => strong(which, random)) : asked;
  return {
    labelled: joined(named.map((which, b) => look(b)(which, random))),
    labels: named.map((which) => pool.labels[which] ?? 0),
    asked: joined(asked),
    taught: joined(taught),
  };
}

function joined(rows: readonly ArrayLike<number>[]): Float64Array {
  const each = rows[0]?.length ?? 0;
  const values = new Float64Array(rows.length * each);
  rows.forEach((row, i) => values.set(row, i * each));
  return values;
}
