import { mul, sub, tidy, type Tensor1D, type Tensor4D } from '@tensorflow/tfjs-core';

import type { Objective } from './objective.ts';

/** A prior on the image, as what is charged for it: R(x) ≥ 0 with its gradient, times a weight. */
export interface Penalty {
  weight: number;
  of: Objective;
}

/** S − Σ weight · R: what is climbed once the penalties are paid. */
export function penalised(objective: Objective, penalties: readonly Penalty[]): Objective {
  return penalties.reduce<Objective>(
    (rest, { weight, of }) =>
      (x) =>
        tidy(() => {
          const [whole, charged] = [rest(x), of(x)];
          return {
            value: sub<Tensor1D>(whole.value, mul(charged.value, weight)),
            gradient: sub<Tensor4D>(whole.gradient, mul(charged.gradient, weight)),
          };
        }),
    objective,
  );
}
