import { binomialProbabilities } from '../counting/binomial.ts';
import { majority } from './majority.ts';
import { bayesRisk, bestRisk, blockMeans, type Strip } from './strip.ts';

/** How a rule is found: in F_k, from n examples, in so many steps (see `errorTerms`). */
export interface Learning {
  blocks: number;
  examples: number;
  steps: number;
}

/** Where the risk of what is learned comes from, in the mean over all samples and runs. */
export interface ErrorTerms {
  /** R(f*), which no rule is without. */
  bayes: number;
  approximation: number;
  estimation: number;
  optimisation: number;
  /** The sum of the four: the mean risk of the rule that the optimiser returns. */
  risk: number;
  /** The mean training error of the ERM, R̂(f_n), and its mean risk, R(f_n). */
  training: number;
  trained: number;
}

/** Probabilities so small are left out. */
const NEGLIGIBLE = 1e-15;

/**
 * The three error terms, exactly. The ERM of F_k names in each block the label that most examples there
 * have, a coin deciding ties and empty blocks. The optimiser begins with a coin for each block and each
 * step sets one block, drawn at random, to what the ERM has there: after T steps a block has been drawn
 * with probability 1 − (1 − 1/k)^T, so it has lost (1 − 1/k)^T of the way from ½ to the ERM's risk.
 */
export function errorTerms(strip: Strip, learning: Learning): ErrorTerms {
  const { blocks, examples, steps } = learning;
  const bayes = bayesRisk(strip);
  const best = bestRisk(strip, blocks);
  const counts = withoutTail(binomialProbabilities(examples, 1 / blocks));
  let [trained, against] = [0, 0];
  for (const mean of blockMeans(strip, blocks)) {
    const found = majority(counts, mean);
    trained += (found.one * (1 - mean) + (1 - found.one) * mean) / blocks;
    against += found.against;
  }
  const left = (1 - 1 / blocks) ** steps;
  const optimisation = left * (0.5 - trained);
  return {
    bayes,
    approximation: best - bayes,
    estimation: trained - best,
    optimisation,
    risk: trained + optimisation,
    training: against / examples,
    trained,
  };
}

function withoutTail(probabilities: readonly number[]): readonly number[] {
  const last = probabilities.findLastIndex((probability) => probability > NEGLIGIBLE);
  return probabilities.slice(0, last + 1);
}
