import { recordedRuns } from './recorded.ts';
import { summarise } from './summarise.ts';

const short = (value: number) => Number(value.toPrecision(3));

/** The record over its seeds. */
export default function first() {
  return Promise.resolve(
    summarise(recordedRuns()).map((summary) => ({
      ...summary,
      loss: summary.loss.map(short),
      testError: summary.testError.map(short),
      gradients: summary.gradients.map((norms) => norms.map(short)),
    })),
  );
}
