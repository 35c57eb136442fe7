import { STEPS, stepsToGoal, type AlexnetTrial } from '#numerics/alexnet/study.ts';
import type { Lane } from '#numerics/tasks/alexnet-race.ts';
import type { RaceState } from './state.ts';

/** A race that is over, as the plot and the table show it: ReLU first, then tanh. */
export interface ShownRace {
  trials: AlexnetTrial[];
  lanes: Lane[];
}

const strengths = { none: null, published: 1e-4, strong: 1 } as const;

/** The two networks that a state stands for. */
export function trialsOf(state: RaceState): AlexnetTrial[] {
  const { stretch, response, dropout, overlap, crops, colour, seed } = state;
  const shared = { response: strengths[response], dropout, overlap, crops, colour };
  return (['relu', 'tanh'] as const).map((activation) => ({
    ingredients: { activation, ...shared },
    stretch,
    rate: state[activation],
    seed,
  }));
}

/** "ReLU, rate 0.01". */
export function laneName({ ingredients, rate }: AlexnetTrial): string {
  return `${ingredients.activation === 'relu' ? 'ReLU' : 'tanh'}, η = ${rate}`;
}

/** "bare", or what both networks have besides. */
export function extrasOf({ ingredients, stretch }: AlexnetTrial): string {
  const { response, dropout, overlap, crops, colour } = ingredients;
  const extras = [
    response !== null && (response < 0.1 ? 'response normalisation' : 'the same with α = 1'),
    dropout && 'dropout',
    overlap && 'overlapping windows',
    crops && 'crops and flips',
    colour && 'colour',
    stretch !== 1 && `start × ${stretch}`,
  ].filter((name) => name !== false);
  return extras.length === 0 ? 'bare' : extras.join(', ');
}

/** "120 steps", or that it did not happen. */
export function goalText({ learned }: Lane): string {
  const steps = stepsToGoal(learned);
  return steps === null ? `not in ${learned.length * STEPS}` : `${steps} steps`;
}

/** The share of wrong answers by steps, in per cent. */
export function curveOf(shares: readonly number[]): (readonly [number, number])[] {
  return shares.map((share, epoch) => [(epoch + 1) * STEPS, 100 * share] as const);
}
